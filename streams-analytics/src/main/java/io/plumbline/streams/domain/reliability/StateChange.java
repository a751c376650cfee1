package io.plumbline.streams.domain.reliability;

/** From here on it is in this state; saying the same state again changes nothing. */
public record StateChange(long atMicros, State state) {}

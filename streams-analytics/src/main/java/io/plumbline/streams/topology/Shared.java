package io.plumbline.streams.topology;

import io.micrometer.core.instrument.MeterRegistry;

/** What all tasks of a process share with it and with each other. */
public record Shared(Drain drain, StreamsMeters meters, Suspects suspects) {
    public static Shared create(MeterRegistry registry) {
        return new Shared(new Drain(), new StreamsMeters(registry), new Suspects());
    }
}

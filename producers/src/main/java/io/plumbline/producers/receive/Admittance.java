package io.plumbline.producers.receive;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Which times can be taken: what is further off would be late to the topology, or refused by it. */
record Admittance(Clock clock, Duration maxAge) {
    /** As far as the topology lets clocks go ahead by default ({@code windows.future.limit}). */
    private static final Duration MAX_AHEAD = Duration.ofMinutes(1);

    /** Why something that ended then cannot be taken. */
    Optional<String> refusal(Instant end) {
        Instant now = clock.instant();
        if (end.isBefore(now.minus(maxAge))) {
            return Optional.of("ended more than " + maxAge.toSeconds() + " s ago (receive.max.age)");
        }
        return end.isAfter(now.plus(MAX_AHEAD))
                ? Optional.of("ended in the future: compare the clocks")
                : Optional.empty();
    }
}

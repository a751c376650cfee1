package io.plumbline.producers.scale;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Whether virtual time waits for the wall clock. */
@FunctionalInterface
public interface Tempo {
    /** Returns when what happens at {@code virtual} may happen. */
    void await(Instant virtual) throws InterruptedException;

    /** It does not. */
    static Tempo fast() {
        return virtual -> {};
    }

    /** It never runs ahead; what is behind catches up as fast as it goes. */
    static Tempo real(Clock clock) {
        return virtual -> {
            Duration ahead = Duration.between(clock.instant(), virtual);
            if (!ahead.isNegative()) {
                Thread.sleep(ahead.toMillis());
            }
        };
    }
}

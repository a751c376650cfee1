package io.plumbline.producers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AnchoredClockTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final WallClock wall = new WallClock();
    private long nanos = 5_000_000_000L;
    private final AnchoredClock clock = new AnchoredClock(() -> nanos, wall);

    @Test
    void reckonsFromTheAnchorInBothDirections() {
        assertThat(clock.at(nanos)).isEqualTo(NOON);
        assertThat(clock.at(nanos + 1_500_000)).isEqualTo(NOON.plusNanos(1_500_000));
        assertThat(clock.at(nanos - 1)).isEqualTo(NOON.minusNanos(1_000)); // microseconds, rounded down
    }

    @Test
    void aStepOfTheWallClockShowsWithTheNextAnchorOnly() {
        nanos += 1_000_000_000L;
        wall.now = NOON.plusSeconds(31);
        assertThat(clock.at(nanos)).isEqualTo(NOON.plusSeconds(1));

        clock.anchor();
        assertThat(clock.at(nanos)).isEqualTo(NOON.plusSeconds(31));
    }

    @Test
    void survivesTheOverflowOfTheMonotonicClock() {
        nanos = Long.MAX_VALUE;
        clock.anchor();

        assertThat(clock.at(Long.MIN_VALUE + 999_999)).isEqualTo(NOON.plusMillis(1));
    }

    private static final class WallClock extends Clock {
        private Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

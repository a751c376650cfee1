package io.plumbline.producers.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.producers.receive.TakenIntervals.Series;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TakenIntervalsTest {
    private static final Instant EIGHT = Instant.parse("2026-03-02T08:00:00Z");

    private final TakenIntervals intervals = new TakenIntervals();

    @Test
    void whatWasNotPublishedIsForgotten() {
        add(series("a"), 1);
        assertThat(has(series("a"), 1)).as("within its request").isTrue();
        intervals.rollback();
        assertThat(has(series("a"), 1)).isFalse();
    }

    @Test
    void theLastIntervalsOfASeriesAreKnown() {
        for (int i = 0; i <= TakenIntervals.MOST_INTERVALS; i++) {
            add(series("a"), i);
            intervals.commit();
        }
        assertThat(has(series("a"), 0)).isFalse();
        assertThat(has(series("a"), 1)).isTrue();
        assertThat(has(series("a"), TakenIntervals.MOST_INTERVALS)).isTrue();
    }

    @Test
    void theSeriesThatWasSilentLongestIsForgottenFirst() {
        for (int i = 0; i < 10_000; i++) {
            add(series("s" + i), 0);
        }
        intervals.commit();
        add(series("s0"), 1);
        add(series("one more"), 0);
        intervals.commit();

        assertThat(has(series("s0"), 0)).isTrue();
        assertThat(has(series("one more"), 0)).isTrue();
        long forgotten =
                IntStream.range(0, 10_000).filter(i -> !has(series("s" + i), 0)).count();
        assertThat(forgotten).isEqualTo(1);
    }

    private void add(Series series, int second) {
        intervals.add(series, EIGHT.plusSeconds(second), EIGHT.plusSeconds(second + 1));
    }

    private boolean has(Series series, int second) {
        return intervals.has(series, EIGHT.plusSeconds(second), EIGHT.plusSeconds(second + 1));
    }

    private static Series series(String metric) {
        return new Series(Map.of(), "scope", metric, Map.of());
    }
}

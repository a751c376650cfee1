package io.plumbline.streams.domain.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.streams.domain.health.MapTable;
import org.junit.jupiter.api.Test;

class SeriesQuotaTest {
    private static final long LONGEST = 60;
    private static final long HORIZON = 20;
    private static final Series OVERFLOW = new Series("shop", "(overflow)", "(overflow)", "(overflow)");

    private final MapTable<Series, Long> ends = new MapTable<>(end -> end);
    private SeriesQuota quota = quota();

    @Test
    void whatIsBeyondTheLimitOfItsSystemSharesOneSeries() {
        assertThat(quota.place(series("shop", "a"), 0)).isEqualTo(series("shop", "a"));
        assertThat(quota.place(series("shop", "b"), 0)).isEqualTo(series("shop", "b"));
        assertThat(quota.place(series("shop", "c"), 0)).isEqualTo(OVERFLOW);
        assertThat(quota.place(series("shop", "a"), 1)).isEqualTo(series("shop", "a"));
        assertThat(quota.place(series("bank", "c"), 0)).isEqualTo(series("bank", "c"));
        assertThat(quota.size()).isEqualTo(3);
    }

    @Test
    void theSharedSeriesNeedsNoPlace() {
        assertThat(quota.place(OVERFLOW, 0)).isEqualTo(OVERFLOW);
        assertThat(quota.size()).isZero();
    }

    @Test
    void aPlaceIsFreeWhenTheLongestWindowCannotBeCorrectedAnyMore() {
        quota.place(series("shop", "a"), 0);
        quota.place(series("shop", "b"), 59);

        quota.closedUpTo(LONGEST + HORIZON - 1);
        assertThat(quota.place(series("shop", "c"), 79)).isEqualTo(OVERFLOW);

        quota.closedUpTo(LONGEST + HORIZON);
        assertThat(quota.place(series("shop", "c"), 80)).isEqualTo(series("shop", "c"));
        assertThat(quota.size()).isEqualTo(1);
    }

    @Test
    void aSeriesThatGoesOnKeepsItsPlace() {
        quota.place(series("shop", "a"), 0);
        quota.place(series("shop", "a"), 60);
        quota.place(series("shop", "a"), 10); // behind the others

        quota.closedUpTo(LONGEST + HORIZON);
        assertThat(quota.size()).isEqualTo(1);

        quota.closedUpTo(2 * LONGEST + HORIZON);
        assertThat(quota.size()).isZero();
    }

    @Test
    void aRestartChangesNothing() {
        quota.place(series("shop", "a"), 0);
        quota.place(series("shop", "b"), 60);
        quota.place(series("shop", "c"), 60);

        ends.restart();
        quota = quota();

        assertThat(quota.place(series("shop", "c"), 60)).isEqualTo(OVERFLOW);
        quota.closedUpTo(LONGEST + HORIZON);
        assertThat(quota.place(series("shop", "c"), 60)).isEqualTo(series("shop", "c"));
        assertThat(quota.place(series("shop", "a"), 60)).isEqualTo(OVERFLOW);
    }

    private SeriesQuota quota() {
        return new SeriesQuota(2, LONGEST, HORIZON, ends);
    }

    private static Series series(String system, String operation) {
        return new Series(system, "", operation, "a");
    }
}

package io.plumbline.streams.domain.trend.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.streams.domain.regression.watch.Metric;
import io.plumbline.streams.domain.trend.MemoryGrowth;
import io.plumbline.streams.domain.trend.TimedValue;
import io.plumbline.streams.domain.trend.TrendDetector;
import io.plumbline.streams.domain.trend.TrendVerdict.Moving;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each minute a value around 100, and one clause of what calls for somebody. */
class MetricTrendTest {
    private static final TrendRules RULES = new TrendRules(60_000_000, 60, TrendDetector.DEFAULT, MemoryGrowth.DEFAULT);

    private final SplittableRandom random = new SplittableRandom(3);

    @Test
    void aSteadyRiseBeyondTheToleranceCallsForSomebody() {
        assertThat(isAlarming(Metric.P95, 60, i -> 0.5 * i)).isTrue();
    }

    @Test
    void oneWithinTheToleranceDoesNot() {
        assertThat(isAlarming(Metric.P95, 60, i -> 0.1 * i)).isFalse(); // 6 % of 10
    }

    @Test
    void oneThatIsTooShortToBeSureDoesNot() {
        assertThat(isAlarming(Metric.P95, 20, i -> 2 * i)).isTrue();
        assertThat(isAlarming(Metric.P95, 19, i -> 2 * i)).isFalse();
    }

    @Test
    void oneThatHasOnlyBegunDoesNot() {
        assertThat(isAlarming(Metric.P95, 60, i -> Math.max(0, i - 30) + noise()))
                .isFalse();
    }

    @Test
    void oneThatIsOverDoesNot() {
        assertThat(isAlarming(Metric.P95, 60, i -> Math.min(30, i) + noise())).isFalse();
    }

    @Test
    void oneForTheBetterDoesNot() {
        assertThat(isAlarming(Metric.P95, 60, i -> -0.5 * i)).isFalse();
        assertThat(isAlarming(Metric.SUCCESS, 60, i -> -0.5 * i)).isTrue(); // less of it is worse
    }

    @Test
    void howMuchIsAskedForDoesNot() {
        assertThat(isAlarming(Metric.RATE, 60, i -> -0.5 * i)).isFalse();
    }

    @Test
    void memoryIsJudgedByItsFloorAlone() {
        assertThat(isAlarming(Metric.MEMORY, 60, i -> 0.5 * i)).isTrue();
        assertThat(isAlarming(Metric.MEMORY, 60, i -> i % 3 == 0 ? 0 : 0.5 * i))
                .isFalse(); // given back each third time
    }

    /** Enough to hide that the values do not follow a line. */
    private double noise() {
        return 8 * random.nextGaussian();
    }

    private static boolean isAlarming(Metric metric, int windows, IntToDoubleFunction shape) {
        MetricTrend trend = MetricTrend.of(
                metric,
                IntStream.range(0, windows)
                        .mapToObj(i -> new TimedValue(i / 60.0, 100 + shape.applyAsDouble(i) + 0.3 * (i * 7 % 5)))
                        .toList(),
                RULES);
        assertThat(trend.verdict()).isInstanceOf(Moving.class); // whatever else is missing
        return trend.isAlarming(metric.defaultRule());
    }
}

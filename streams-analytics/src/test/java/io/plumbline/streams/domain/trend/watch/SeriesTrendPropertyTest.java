package io.plumbline.streams.domain.trend.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.streams.domain.regression.watch.Metric;
import io.plumbline.streams.domain.trend.MemoryGrowth;
import io.plumbline.streams.domain.trend.TrendDetector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SeriesTrendPropertyTest {
    private static final TrendRules RULES = new TrendRules(60_000_000, 60, TrendDetector.DEFAULT, MemoryGrowth.DEFAULT);

    @Property(tries = 200)
    void theOrderOfWindowsDoesNotMatterToTheTrend(
            @ForAll @Size(min = 6, max = 80) List<@DoubleRange(min = 1, max = 9) Double> values, @ForAll long seed) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            order.add(i);
        }
        SeriesTrend straight = new SeriesTrend();
        order.forEach(i -> add(straight, i, 0, values.get(i)));
        SeriesTrend mixed = new SeriesTrend();
        Collections.shuffle(order, new Random(seed));
        order.forEach(i -> add(mixed, i, 0, values.get(i)));

        assertThat(mixed.state().windows()).isEqualTo(straight.state().windows());
        assertThat(trends(add(mixed, values.size(), 0, 5))).isEqualTo(trends(add(straight, values.size(), 0, 5)));
    }

    @Property(tries = 100)
    void aRestartChangesNothing(
            @ForAll @IntRange(min = 1, max = 70) int restart, @ForAll @DoubleRange(min = -1, max = 1) double slope) {
        SeriesTrend through = new SeriesTrend();
        SeriesTrend restarted = new SeriesTrend();
        for (int i = 0; i < 71; i++) {
            double value = 100 + slope * i + i % 3;
            if (i == restart) {
                restarted = new SeriesTrend(restarted.state());
            }
            assertThat(add(restarted, i, 0, value)).isEqualTo(add(through, i, 0, value));
        }
    }

    @Property(tries = 50)
    void ofTwoRevisionsTheLaterOneHoldsAndIsNoNewWindow(@ForAll @IntRange(max = 9) int index) {
        SeriesTrend trend = new SeriesTrend();
        for (int i = 0; i < 10; i++) {
            add(trend, i, 0, i == index ? 1e6 : i);
        }
        Map<Metric, DriftWatch> drifts = Map.copyOf(trend.state().drifts());

        assertThat(add(trend, index, 1, index)).isNotEmpty();
        assertThat(add(trend, index, 0, 1e6)).isEmpty();
        assertThat(trend.state().windows().get(60_000_000L * index).values()).containsEntry(Metric.P95, (double) index);
        assertThat(trend.state().drifts()).isEqualTo(drifts);
    }

    @Example
    void figuresOfAProcessAreNotComparedWithThoseOfItsMachine() {
        SeriesTrend trend = new SeriesTrend();
        for (int i = 0; i < 10; i++) {
            trend.add(60_000_000L * i, window(0, "share", 5), RULES, Metric::defaultRule);
        }
        trend.add(600_000_000, window(0, "cpus", 50), RULES, Metric::defaultRule);

        assertThat(trend.state().windows()).hasSize(1);
    }

    @Example
    void windowsOfAnotherSizeBeginAnew() {
        SeriesTrend trend = new SeriesTrend();
        add(trend, 0, 0, 1);
        TrendRules hours = new TrendRules(3_600_000_000L, 60, TrendDetector.DEFAULT, MemoryGrowth.DEFAULT);
        trend.add(3_600_000_000L, window(0, "share", 5), hours, Metric::defaultRule);

        assertThat(trend.state().windows()).containsOnlyKeys(3_600_000_000L);
    }

    /** Values that scatter by 5 %, looked at after each window. */
    @Example
    void noiseCallsNobody() {
        SplittableRandom random = new SplittableRandom(11);
        int alarms = 0;
        for (int series = 0; series < 30; series++) {
            SeriesTrend trend = new SeriesTrend();
            for (int i = 0; i < 100; i++) {
                alarms += add(trend, i, 0, 100 * Math.exp(0.05 * random.nextGaussian())).stream()
                        .mapToInt(said -> said.alarm().isPresent() ? 1 : 0)
                        .sum();
            }
        }
        assertThat(alarms).isZero();
    }

    private static List<MetricTrend> trends(List<SeriesTrend.Said> said) {
        return said.stream().map(SeriesTrend.Said::trend).toList();
    }

    private static List<SeriesTrend.Said> add(SeriesTrend trend, int index, int revision, double value) {
        return trend.add(60_000_000L * index, window(revision, "share", value), RULES, Metric::defaultRule);
    }

    private static SeriesTrend.Window window(int revision, String scope, double value) {
        return new SeriesTrend.Window(revision, scope, Map.of(Metric.P95, value));
    }
}

package io.plumbline.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.schemas.event.ChangeKind;
import io.plumbline.schemas.event.ResourceStats;
import io.plumbline.schemas.event.Signal;
import io.plumbline.schemas.event.SignalPhase;
import io.plumbline.schemas.event.TrendReport;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From rows of a minute to trends, and to signals of those that call for somebody. */
class TrendTopologyTest {
    private static final long MINUTE = 60;

    private final Pipeline pipeline = new Pipeline();
    private final SplittableRandom random = new SplittableRandom(7);

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void aRiseIsReportedWithItsSlopeAndWhereItLeads() {
        for (int i = 0; i < 40; i++) {
            pipeline.send(minute(i, 100 + i + noise(1))); // ms; a minute adds one
        }

        TrendReport report = last("mean");
        assertThat(report.getVerdict()).isEqualTo("RISING");
        assertThat(report.getWindows()).isEqualTo(40);
        assertThat(report.getUnit()).isEqualTo("ns");
        assertThat(report.getSlopePerHour()).isCloseTo(60e6, within(2e6));
        assertThat(report.getSlopeLow()).isLessThan(60e6);
        assertThat(report.getSlopeHigh()).isGreaterThan(60e6);
        assertThat(report.getPValue()).isLessThan(1e-6);
        assertThat(report.getPearson()).isGreaterThan(0.99);
        assertThat(report.getFrom()).isEqualTo(Instant.EPOCH);
        assertThat(report.getTo()).isEqualTo(Instant.ofEpochSecond(40 * MINUTE));
        assertThat(report.getProjectedAt()).isEqualTo(Instant.ofEpochSecond(80 * MINUTE));
        assertThat(report.getProjected()).isCloseTo(179e6, within(4e6));
        assertThat(report.getProjectedLow()).isLessThan(report.getProjected());
        assertThat(report.getOperation()).isEqualTo("charge");
        assertThat(report.getNode()).isEmpty();
    }

    @Test
    void everyMetricOfAnOperationHasItsTrend() {
        for (int i = 0; i < 5; i++) {
            pipeline.send(minute(i, 100));
        }

        assertThat(pipeline.trends())
                .extracting(TrendReport::getMetric, TrendReport::getVerdict)
                .containsExactlyInAnyOrder(
                        tuple("p50", "STEADY"),
                        tuple("p95", "STEADY"),
                        tuple("mean", "STEADY"),
                        tuple("rate", "STEADY"),
                        tuple("success", "STEADY"));
    }

    @Test
    void fourWindowsSayNothingAndFewEventsLittle() {
        for (int i = 0; i < 4; i++) {
            pipeline.send(minute(i, 100 + 10 * i));
        }
        assertThat(pipeline.trends()).isEmpty();

        pipeline.send(withCount(minute(4, 150), 3)); // too few for a percentile, enough for a rate
        List<TrendReport> trends = pipeline.trends();
        assertThat(trends)
                .filteredOn(trend -> trend.getMetric().equals("p95"))
                .singleElement()
                .satisfies(trend -> {
                    assertThat(trend.getVerdict()).isEqualTo("INCONCLUSIVE");
                    assertThat(trend.getReason()).contains("different times");
                    assertThat(trend.getWindows()).isEqualTo(4);
                    assertThat(trend.getSlopePerHour()).isNull();
                    assertThat(trend.getProjected()).isNull();
                });
        assertThat(trends).filteredOn(trend -> trend.getMetric().equals("rate")).hasSize(1);
    }

    @Test
    void onlyTheLastWindowsCountAndOnlyThoseOfOneSize() {
        for (int i = 0; i < 70; i++) {
            pipeline.send(minute(i, i < 10 ? 900 : 100));
            pipeline.send(LoadStory.window("", "charge", MINUTE * i, 3, 1_000, 1_000, 5_000)); // of ten seconds
            WindowStats ofNode = minute(i, 7_000);
            ofNode.setNode("a");
            pipeline.send(ofNode);
        }

        TrendReport report = last("mean");
        assertThat(report.getWindows()).isEqualTo(60);
        assertThat(report.getVerdict()).isEqualTo("STEADY");
        assertThat(report.getProjected()).isEqualTo(100e6);
    }

    @Test
    void aCorrectionReplacesItsWindow() {
        for (int i = 0; i < 12; i++) {
            pipeline.send(minute(i, i == 5 ? 10_000 : 100 + i));
        }
        WindowStats corrected = minute(5, 105);
        corrected.setRevision(1);
        pipeline.send(corrected);

        TrendReport report = last("mean");
        assertThat(report.getWindows()).isEqualTo(12);
        assertThat(report.getSpearman()).isEqualTo(1, offset(1e-9));
    }

    @Test
    void aSlowDriftForTheWorseIsSuspectedConfirmedAndOver() {
        int minute = 0;
        for (; minute < 40; minute++) {
            pipeline.send(minute(minute, 100 + minute + noise(0.5)));
        }
        List<Signal> rising = meanTrends();
        Instant onset = rising.get(0).getOnset();
        assertThat(rising.get(0).getWindowStart()).isEqualTo(onset).isEqualTo(Instant.ofEpochSecond(19 * MINUTE));
        assertThat(rising)
                .extracting(Signal::getPhase)
                .startsWith(SignalPhase.SUSPECTED, SignalPhase.SUSPECTED, SignalPhase.SUSPECTED, SignalPhase.CONFIRMED);
        assertThat(rising).extracting(Signal::getPhase).endsWith(SignalPhase.CONFIRMED);
        assertThat(rising).extracting(Signal::getOnset).containsOnly(onset);
        Signal worst = rising.get(rising.size() - 1);
        assertThat(worst.getBefore()).isCloseTo(100e6, within(1e6));
        assertThat(worst.getNow()).isCloseTo(139e6, within(1e6));
        assertThat(worst.getEffect()).isCloseTo(0.39, within(0.02));
        assertThat(worst.getTolerance()).isEqualTo(0.1);
        assertThat(worst.getMetric()).isEqualTo("mean");
        assertThat(worst.getWindowMillis()).isEqualTo(60_000);

        for (; minute < 80; minute++) {
            pipeline.send(minute(minute, 140 + noise(0.5)));
        }
        List<Signal> after = meanTrends();
        assertThat(after)
                .extracting(Signal::getPhase)
                .endsWith(SignalPhase.RETURNING, SignalPhase.RETURNING, SignalPhase.ENDED);
        assertThat(after).extracting(Signal::getOnset).containsOnly(onset);
    }

    @Test
    void aStepIsNoDriftWhereverItIs() {
        for (int step : new int[] {15, 30, 45}) {
            try (Pipeline other = new Pipeline()) {
                for (int i = 0; i < 60; i++) {
                    other.send(minute(i, (i < step ? 100 : 130) + noise(3)));
                }
                assertThat(other.signals())
                        .filteredOn(TrendTopologyTest::isTrend)
                        .isEmpty();
            }
        }
    }

    @Test
    void whatIsAskedOfASystemIsNoReasonToCallAnybody() {
        for (int i = 0; i < 40; i++) {
            pipeline.send(withCount(minute(i, 100), 10_000 - 200 * i));
        }

        assertThat(pipeline.trends())
                .filteredOn(trend -> trend.getMetric().equals("rate"))
                .last()
                .satisfies(trend -> assertThat(trend.getVerdict()).isEqualTo("FALLING"));
        assertThat(pipeline.signals()).filteredOn(TrendTopologyTest::isTrend).isEmpty();
    }

    @Test
    void aBetterFigureIsNoReasonEither() {
        for (int i = 0; i < 40; i++) {
            pipeline.send(minute(i, 200 - i + noise(0.5)));
        }

        assertThat(last("p95").getVerdict()).isEqualTo("FALLING");
        assertThat(pipeline.signals()).filteredOn(TrendTopologyTest::isTrend).isEmpty();
    }

    @Test
    void memoryThatIsNotGivenBackIsALeak() {
        for (int i = 0; i < 60; i++) {
            pipeline.send(memory("a", i, 1e9 + 1e7 * i + 5e6 * (i % 3))); // collected every third minute
            pipeline.send(memory("b", i, 1e9 + 5e8 * (i % 3)));
        }

        List<TrendReport> trends = pipeline.trends();
        assertThat(trends)
                .filteredOn(trend -> trend.getNode().equals("a"))
                .last()
                .satisfies(leak -> {
                    assertThat(leak.getMetric()).isEqualTo("memory");
                    assertThat(leak.getVerdict()).isEqualTo("LEAK");
                    assertThat(leak.getSlopePerHour()).isCloseTo(6e8, within(3e7));
                    assertThat(leak.getUnit()).isEqualTo("bytes");
                });
        assertThat(trends)
                .filteredOn(trend -> trend.getNode().equals("b"))
                .last()
                .satisfies(stable -> assertThat(stable.getVerdict()).isEqualTo("STEADY"));
        assertThat(pipeline.signals())
                .filteredOn(TrendTopologyTest::isTrend)
                .last()
                .satisfies(signal -> {
                    assertThat(signal.getNode()).isEqualTo("a");
                    assertThat(signal.getOperation()).isEmpty();
                    assertThat(signal.getPhase()).isEqualTo(SignalPhase.CONFIRMED);
                });
    }

    @Test
    void settingsAreChecked() {
        assertRefused("trend.window", "1s", "from windows.node.from up");
        assertRefused("trend.window", "2m", "one of windows.levels");
        assertRefused("trend.windows", "4", "from 5 to 240");
        assertRefused("trend.windows", "241", "from 5 to 240");
        assertRefused("trend.series.limit", "0", "at least 1");
        assertRefused("trend.forget.after", "30s", "at least a window");
    }

    @Test
    void itCanBeLeftOutAndHasALimit() {
        try (Pipeline without = new Pipeline(Map.of("trend.enabled", "false"))) {
            for (int i = 0; i < 6; i++) {
                without.send(minute(i, 100));
            }
            assertThat(without.trends()).isEmpty();
        }
        try (Pipeline small = new Pipeline(Map.of("trend.series.limit", "1"))) {
            for (int i = 0; i < 6; i++) {
                WindowStats other = minute(i, 100);
                other.setOperation("refund");
                small.send(minute(i, 100), other);
            }
            assertThat(small.trends()).extracting(TrendReport::getOperation).containsOnly("charge");
            assertThat(small.counter("windows.trendless")).isEqualTo(6);
        }
    }

    @Test
    void aSeriesThatIsGoneMakesRoomAndItsTrendsAreTakenBack() {
        try (Pipeline small = new Pipeline(Map.of("trend.series.limit", "1", "trend.forget.after", "1h"))) {
            for (int i = 0; i < 6; i++) {
                small.send(minute(i, 100));
            }
            small.trends();
            WindowStats other = minute(100, 100);
            other.setOperation("refund");
            small.send(other);
            small.pass(Duration.ofMinutes(11));
            assertThat(small.trends()).hasSize(7).containsOnlyNulls();

            for (int i = 101; i < 106; i++) {
                WindowStats next = minute(i, 100);
                next.setOperation("refund");
                small.send(next);
            }
            assertThat(small.trends()).extracting(TrendReport::getOperation).containsOnly("refund");
        }
    }

    private double noise(double size) {
        return size * random.nextDouble(-1, 1);
    }

    private static WindowStats minute(int index, double meanMillis) {
        WindowStats row = LoadStory.window("", "charge", MINUTE * index, 3, 1_000, 1_000, meanMillis);
        row.setWindowMillis(1_000L * MINUTE);
        return row;
    }

    private static WindowStats withCount(WindowStats row, long count) {
        row.setCount(count);
        row.setOkCount(count);
        return row;
    }

    private static ResourceStats memory(String node, int index, double bytes) {
        ResourceStats row = LoadStory.resources("", node, MINUTE * index, 0.2, bytes);
        row.setWindowMillis(1_000L * MINUTE);
        row.setCpuSystem(null);
        return row;
    }

    private TrendReport last(String metric) {
        List<TrendReport> reports = pipeline.trends().stream()
                .filter(report -> report.getMetric().equals(metric))
                .toList();
        return reports.get(reports.size() - 1);
    }

    private List<Signal> meanTrends() {
        return pipeline.signals().stream()
                .filter(TrendTopologyTest::isTrend)
                .filter(signal -> signal.getMetric().equals("mean"))
                .toList();
    }

    private static boolean isTrend(Signal signal) {
        return signal.getKind() == ChangeKind.TREND;
    }

    private static void assertRefused(String key, String value, String words) {
        assertThatThrownBy(() -> TopologyConfig.from(Settings.of(Map.of(key, value))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(words);
    }
}

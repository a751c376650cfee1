package io.plumbline.streams.domain.regression.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.streams.domain.regression.Direction;
import io.plumbline.streams.domain.regression.comparison.MetricRule;
import io.plumbline.streams.domain.regression.comparison.MetricRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MetricTest {
    private static final WindowFigures WINDOW =
            new WindowFigures.Operation(200, 190, 4_000, 10, 1e6, 2e6, Double.NaN, 1.2e6);

    @ParameterizedTest
    @CsvSource({ // NaN: not measured
        "p50, 1e6, ns",
        "p95, 2e6, ns",
        "p99, NaN, ns",
        "mean, 1.2e6, ns",
        "rate, 20, 1/s",
        "success, .95, share",
        "bytes, 400, bytes/s",
        "cpu, NaN, cpus",
        "memory, NaN, bytes"
    })
    void isReadFromTheWindowsThatHaveIt(String name, Double value, String unit) {
        Metric metric = Metric.of(name).orElseThrow();

        assertThat(metric.in(WINDOW)).isEqualTo(value);
        assertThat(metric.unit(WINDOW)).isEqualTo(unit);
        assertThat(metric.wireName()).isEqualTo(name);
    }

    @Test
    void theProcessorsOfAProcessAreNotTheShareOfAMachine() {
        WindowFigures process = new WindowFigures.Resources(true, 2.5, 1e9);
        WindowFigures machine = new WindowFigures.Resources(false, .7, 8e9);

        assertThat(Metric.CPU.in(process)).isEqualTo(2.5);
        assertThat(Metric.CPU.unit(process)).isEqualTo("cpus");
        assertThat(Metric.CPU.unit(machine)).isEqualTo("share");
        assertThat(Metric.MEMORY.unit(machine)).isEqualTo("bytes");
    }

    @Test
    void aWindowWithoutEventsHasNoShareOfThem() {
        WindowFigures empty = new WindowFigures.Operation(0, 0, 0, 1, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

        assertThat(Metric.SUCCESS.in(empty)).isNaN();
        assertThat(Metric.RATE.in(empty)).isZero();
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void hasTheSameRuleAsAColumnOfThatName(Metric metric) {
        MetricRule expected = metric == Metric.BYTES
                ? new MetricRule(.05, Direction.BOTH)
                : MetricRules.DEFAULTS.of(metric.wireName());

        assertThat(metric.defaultRule()).isEqualTo(expected);
    }
}

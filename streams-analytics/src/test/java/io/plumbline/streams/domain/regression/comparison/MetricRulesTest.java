package io.plumbline.streams.domain.regression.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.streams.domain.regression.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricRulesTest {
    /** The table of R3.6: its figures, tolerances and verdicts. */
    @ParameterizedTest
    @CsvSource({
        "Proof Gen Time,   45.0, 45.2,    0.4, .10",
        "Memory Usage,      2.2,  2.3,    4.5, .15",
        "CPU Utilization,  44,   45,      2.3, .20",
        "Error Rate,         .01,  .008, -20,  .50"
    })
    void theValidationReportsTablePasses(String metric, double before, double after, double percent, double tolerance) {
        MetricRule rule = MetricRules.DEFAULTS.of(metric);

        assertThat(rule.tolerance()).isEqualTo(tolerance);
        assertThat(100 * rule.regression(before, after)).isCloseTo(percent, within(.06));
        assertThat(rule.tolerates(before, after)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "p95_ms,           .10, UP",
        "latency,          .10, UP",
        "heap_bytes,       .15, UP",
        "process_cpu,      .20, UP",
        "error_rate,       .50, UP",
        "throughput,       .05, DOWN",
        "ops_per_second,   .05, DOWN",
        "success_rate,     .05, DOWN",
        "peers,            .05, BOTH"
    })
    void aSeriesNameSaysWhichRuleHolds(String series, double tolerance, Direction worse) {
        assertThat(MetricRules.DEFAULTS.of(series)).isEqualTo(new MetricRule(tolerance, worse));
    }

    @Test
    void exactlyTheToleranceIsTolerated() {
        MetricRule rule = new MetricRule(.25, Direction.UP);

        assertThat(rule.tolerates(100, 125)).isTrue();
        assertThat(rule.tolerates(100, 126)).isFalse();
        assertThat(rule.tolerates(100, 1)).isTrue();
        assertThat(new MetricRule(.25, Direction.DOWN).tolerates(100, 74)).isFalse();
        assertThat(new MetricRule(.25, Direction.BOTH).tolerates(100, 74)).isFalse();
        assertThat(rule.tolerates(0, 0)).isTrue();
        assertThat(rule.tolerates(0, 1e-9)).isFalse();
    }
}

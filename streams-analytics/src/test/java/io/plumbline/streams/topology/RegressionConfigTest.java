package io.plumbline.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import io.plumbline.streams.domain.regression.Direction;
import io.plumbline.streams.domain.regression.comparison.MetricRule;
import io.plumbline.streams.domain.regression.watch.Metric;
import io.plumbline.streams.domain.regression.watch.SeriesRules;
import io.plumbline.streams.domain.regression.watch.WatchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegressionConfigTest {
    @TempDir
    private Path directory;

    @Test
    void loadIsNotWatchedUnlessAskedFor() {
        assertThat(rules(Map.of(), "charge").metrics())
                .containsOnlyKeys(Metric.P50, Metric.P95, Metric.MEAN, Metric.SUCCESS, Metric.CPU, Metric.MEMORY);
        assertThat(rules(Map.of("regression.metrics", "p99, rate"), "charge").metrics())
                .containsOnlyKeys(Metric.P99, Metric.RATE);
    }

    @Test
    void overAllNodesTheLeastWindowsAreWatchedUnlessOthersAreChosen() {
        assertThat(config(Map.of()).base()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config(Map.of("regression.window", "10s")).base()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aToleranceIsOfAMetricOrOfSomeOperations() {
        Map<String, String> settings =
                Map.of("regression.tolerance.p95", "0.2", "regression.tolerance.p95.consensus.*", "0.05");

        assertThat(rules(settings, "consensus.vote").metrics().get(Metric.P95)).isEqualTo(up(.05));
        assertThat(rules(settings, "charge").metrics().get(Metric.P95)).isEqualTo(up(.2));
        assertThat(rules(settings, "charge").metrics().get(Metric.P50)).isEqualTo(up(.1));
    }

    @Test
    void whichWayIsWorseIsASetting() {
        SeriesRules rules = rules(Map.of("regression.metrics", "rate", "regression.direction.rate", "both"), "charge");

        assertThat(rules.metrics().get(Metric.RATE).metric()).isEqualTo(new MetricRule(.05, Direction.BOTH));
    }

    @Test
    void profilesAreTargetsOfAllOperations() {
        assertThat(rules(Map.of(), "charge").targets()).isEmpty();
        assertThat(rules(Map.of("targets.profile", "readiness"), "charge").targets())
                .isEqualTo(Map.of(Metric.P95, 100e6, Metric.SUCCESS, .999, Metric.RATE, 20.0));
        assertThat(rules(Map.of("targets.profile", "readiness"), "proof.verify").targets())
                .containsEntry(Metric.MEAN, 5e6);
        assertThat(rules(Map.of("targets.profile", "readiness"), "proof.generate")
                        .targets())
                .containsEntry(Metric.MEAN, 50e6);
        assertThat(rules(Map.of("targets.profile", "production"), "charge").targets())
                .isEqualTo(Map.of(Metric.P50, 200e6, Metric.SUCCESS, .99, Metric.RATE, 10_000.0));
        assertThat(rules(Map.of("targets.profile", "minimum"), "charge").targets())
                .containsEntry(Metric.RATE, 1_000.0);
    }

    @Test
    void aFileCountsMoreThanTheProfile() throws IOException {
        Path file = directory.resolve("targets.properties");
        Files.writeString(file, "p95.* = 80ms\np99.consensus.* = 1s\n# a comment\n");
        Map<String, String> settings = Map.of("targets.profile", "readiness", "targets.file", file.toString());

        assertThat(rules(settings, "consensus.vote").targets())
                .containsEntry(Metric.P95, 80e6)
                .containsEntry(Metric.P99, 1e9)
                .containsEntry(Metric.SUCCESS, .999);
    }

    @Test
    void aSingleNodeHasNoTargets() {
        assertThat(config(Map.of("targets.profile", "readiness"))
                        .rules()
                        .of("charge", true)
                        .targets())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p95 = 80ms | p95 must be a metric",
                "cpu.* = 0.8 | cpu.* must be a metric",
                "p95.* = soon | p95.* must be a duration",
                "success.* = 99 | success.* is out of range",
                "rate.* = many | rate.* must be a number"
            })
    void aWrongLineOfTheFileIsNamed(String line, String message) throws IOException {
        Path file = directory.resolve("targets.properties");
        Files.writeString(file, line);

        assertThatThrownBy(() -> config(Map.of("targets.file", file.toString())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "regression.metrics | p95,speed | is none of the metrics",
                "regression.tolerance.p95 | 0 | regression.tolerance.p95 must be more than 0",
                "regression.tolerance.p95.x | some | regression.tolerance.p95.x must be a number",
                "regression.tolerance.speed | 0.1 | is none of the metrics",
                "regression.direction.p95 | left | regression.direction.p95 must be up, down or both",
                "regression.events.min | 0 | regression.events.min must be at least 1",
                "regression.recovery.windows | 0 | regression.recovery.windows must be at least 1",
                "regression.series.limit | 0 | regression.series.limit must be at least 1",
                "regression.forget.after | 0s | regression.forget.after must be positive",
                "regression.window | 7s | regression.window must be one of windows.levels",
                "regression.season | yearly | regression.season must be none, hour-of-day or hour-of-week",
                "targets.profile | strict | targets.profile must be one of [minimum, none, production, readiness]",
                "targets.file | /nowhere/targets | targets.file /nowhere/targets cannot be read"
            })
    void aWrongSettingIsNamed(String key, String value, String message) {
        assertThatThrownBy(() -> config(Map.of(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    private static WatchRule up(double tolerance) {
        return new WatchRule(new MetricRule(tolerance, Direction.UP), 5);
    }

    private static SeriesRules rules(Map<String, String> settings, String operation) {
        return config(settings).rules().of(operation, false);
    }

    private static RegressionConfig config(Map<String, String> settings) {
        return RegressionConfig.from(Settings.of(settings), WindowConfig.DEFAULT);
    }
}

package io.plumbline.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import io.plumbline.streams.domain.health.Limits;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthConfigTest {
    @ParameterizedTest
    @CsvSource({
        "consensus.round, consensus",
        "transport.send, network",
        "signature.verify, security",
        "byzantine.equivocation, security",
        "checkout, service"
    })
    void operationsBelongToComponentsByTheirNames(String operation, String component) {
        assertThat(config(Map.of()).operations().components().of(operation)).isEqualTo(component);
    }

    @Test
    void whatIsSetForAComponentTakesThePlaceOfItsDefaultAndMayBeANewOne() {
        HealthConfig config =
                config(Map.of("health.component.consensus", "round.*, vote.*", "health.component.storage", "db.*"));

        assertThat(config.operations().components().of("vote.cast")).isEqualTo("consensus");
        assertThat(config.operations().components().of("consensus.round")).isEqualTo("service");
        assertThat(config.operations().components().of("db.read")).isEqualTo("storage");
    }

    @Test
    void targetsAreOfOperationsByTheirNames() {
        HealthConfig config = config(Map.of(
                "health.target.p99.consensus.*", "200ms",
                "health.target.critical", "3",
                "health.target.round.trip", "50ms"));

        assertThat(config.operations().p99().find("consensus.round")).contains(new Limits(200e6, 600e6));
        assertThat(config.operations().p99().find("checkout")).isEmpty();
        assertThat(config.operations().p95().find("consensus.round")).isEmpty();
        assertThat(config.transport().roundTrip()).contains(new Limits(50e6, 150e6));
    }

    @Test
    void theWindowsThatAreJudgedAreTheLeastThatNodesHave() {
        Settings settings = Settings.of(Map.of("windows.node.from", "1m"));
        HealthConfig config = HealthConfig.from(settings, WindowConfig.from(settings));

        assertThat(config.window()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.patience().expiryMillis()).isEqualTo(360_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "health.cpu.degraded | 0.99 | health.cpu.degraded and .critical",
                "health.failures.critical | NaN | health.failures.degraded and .critical",
                "health.loss.degraded | 5 percent | health.loss.degraded must be a number",
                "health.expiry | 15s | health.expiry must be at least two windows",
                "health.forget.after | 30s | health.forget.after",
                "health.recovery.windows | 0 | health.recovery.windows",
                "health.heartbeats.missed | 0 | health.heartbeats.missed",
                "health.interval | 0s | health.interval must be positive",
                "health.target.critical | 0.5 | health.target.critical",
                "health.target.p95.x | soon | health.target.p95.x must be a duration",
                "health.target.round.trip | soon | health.target.round.trip must be a duration",
                "health.component.my/part | x.* | names no component",
                "health.component.storage | consensus.* | belongs to"
            })
    void aWrongSettingIsNamed(String key, String value, String message) {
        assertThatThrownBy(() -> config(Map.of(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aMisspeltSettingIsNamed() {
        Settings settings = Settings.of(Map.of("health.cpu.degarded", "0.5"));
        HealthConfig.from(settings, WindowConfig.from(settings));

        assertThatThrownBy(settings::rejectUnknown)
                .hasMessageContaining("[health.cpu.degarded, is it health.cpu.degraded?]");
    }

    private static HealthConfig config(Map<String, String> settings) {
        return HealthConfig.from(Settings.of(settings), WindowConfig.DEFAULT);
    }
}

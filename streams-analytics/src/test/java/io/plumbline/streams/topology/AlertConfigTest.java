package io.plumbline.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import io.plumbline.streams.domain.alert.AlertRules;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertConfigTest {
    @Test
    void everySettingIsReadInItsUnit() {
        AlertConfig config = config(Map.of(
                "alerts.hold", "7s",
                "alerts.expiry", "3m",
                "alerts.memory", "2h",
                "alerts.incident.window", "45s",
                "alerts.open.limit", "12"));

        assertThat(config.enabled()).isTrue();
        assertThat(config.rules()).isEqualTo(new AlertRules(7_000_000, 180_000, 7_200_000, 45_000_000, 12));
    }

    @Test
    void theDefaultsAreThoseOfTheDocuments() {
        assertThat(config(Map.of()).rules())
                .isEqualTo(new AlertRules(5_000_000, 600_000, 86_400_000, 30_000_000, 10_000));
    }

    @Test
    void withoutSignalsThereAreNoAlerts() {
        assertThat(AlertConfig.from(Settings.of(Map.of()), false).enabled()).isFalse();
        assertThat(config(Map.of("alerts.enabled", "false")).enabled()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"alerts.hold,PT-1S", "alerts.expiry,PT-1S", "alerts.incident.window,PT-1S", "alerts.open.limit,0"})
    void whatCannotBeIsRefusedByName(String key, String value) {
        assertThatThrownBy(() -> config(Map.of(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(key);
    }

    private static AlertConfig config(Map<String, String> settings) {
        return AlertConfig.from(Settings.of(settings), true);
    }
}

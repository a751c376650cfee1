package io.plumbline.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowConfigTest {
    @Test
    void hasDefaults() {
        assertThat(WindowConfig.from(Settings.of(Map.of()))).isEqualTo(WindowConfig.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "windows.levels | 1s,10s,25s | must be a multiple",
                "windows.levels | 1s,soon | windows.levels",
                "windows.node.from | 5s | one of windows.levels",
                "windows.correction.horizon | PT-1S | negative",
                "windows.past.limit | 0s | positive",
                "windows.series.limit | 0 | at least 1",
                "windows.idle.timeout | 0s | positive"
            })
    void aWrongSettingIsNamed(String key, String value, String message) {
        assertThatThrownBy(() -> WindowConfig.from(Settings.of(Map.of(key, value))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }
}

package io.plumbline.sink.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.settings.ConfigException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageChoiceTest {
    @Test
    void readsTimesAndRate() {
        StorageChoice choice = StorageChoice.parse("200/s", "1s=2d,1m=13w,1h=5y,health=36h,quarantine=forever");

        assertThat(choice.rowsPerSecond()).hasValue(200);
        assertThat(choice.keep())
                .containsEntry("1s", Optional.of(Duration.ofDays(2)))
                .containsEntry("1m", Optional.of(Duration.ofDays(91)))
                .containsEntry("1h", Optional.of(Duration.ofDays(1825)))
                .containsEntry("health", Optional.of(Duration.ofHours(36)))
                .containsEntry("quarantine", Optional.empty());
        assertThat(StorageChoice.parse("0.5", "").rowsPerSecond()).hasValue(0.5);
    }

    @Test
    void nothingSaidChangesNothing() {
        assertThat(StorageChoice.parse("", "")).isEqualTo(StorageChoice.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1s | expected CLASS=TIME such as 1s=2d, was \"1s\"",
                "1s=2d, | expected CLASS=TIME such as 1s=2d, was \"\"",
                "=2d | expected CLASS=TIME",
                "1s=2d=3d | expected CLASS=TIME",
                "1s=2d,1s=3d | 1s is named twice",
                "1m=2m | the time of 1m is a whole number of h, d, w or y",
                "1s=1.5d | was \"1.5d\"",
                "1s=-2d | was \"-2d\"",
                "1s=0d | the time of 1s is between 1h and 100y, was 0d",
                "1s=101y | the time of 1s is between 1h and 100y, was 101y"
            })
    void saysWhatIsWrongWithATime(String text, String message) {
        assertThatThrownBy(() -> StorageChoice.parse("", text))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("--retention: ")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"many", "0", "-1", "200/m", "1e9", "NaN"})
    void saysWhatIsWrongWithARate(String text) {
        assertThatThrownBy(() -> StorageChoice.parse(text, ""))
                .isInstanceOf(ConfigException.class)
                .hasMessage("--expected-rate: rows per second are a number above 0 such as 200/s, was " + text);
    }

    @Test
    void aClassThatTheDatabaseDoesNotHaveIsNamed() {
        assertThatThrownBy(() -> StorageChoice.parse("", "2s=1d").rejectUnknown(Set.of("1s", "1m")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("--retention: there is no class of rows 2s; there are [1m, 1s]");
    }
}

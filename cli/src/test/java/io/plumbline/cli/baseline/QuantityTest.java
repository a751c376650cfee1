package io.plumbline.cli.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.settings.ConfigException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "120ms, ns, 120e6",
        "1.5 s, ns, 1.5e9",
        "250us, ns, 250e3",
        "99.9%, share, .999",
        ".999, share, .999",
        "50MB, bytes, 50e6",
        "1GiB, bytes, 1073741824",
        "10kB/s, bytes/s, 10e3",
        "1e3, 1/s, 1000",
        "20/s, 1/s, 20",
        "1.5, cpus, 1.5"
    })
    void readsWhatPeopleWrite(String text, String unit, double level) {
        assertThat(Quantity.parse(text, unit)).isCloseTo(level, within(1e-9 * level));
    }

    @ParameterizedTest
    @CsvSource({"120, ns", "120MB, ns", "0ms, ns", "-1ms, ns", "1.2.3s, ns", "1e999s, ns", "many, 1/s", "5, bytes"})
    void refusesWhatIsNoLevelAndSaysWhatWouldBe(String text, String unit) {
        assertThatThrownBy(() -> Quantity.parse(text, unit))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'" + text + "' is no level")
                .hasMessageContaining("followed by one of");
    }

    @ParameterizedTest
    @CsvSource({
        "12.34e6, ns, 12.34 ms",
        "2e9, ns, 2.000 s",
        "0.5, ns, 0.5000 ns",
        ".999, share, 99.90 %",
        "1073741824, bytes, 1.000 GiB",
        "2e6, bytes/s, 2.000 MB/s",
        "20, 1/s, 20.00/s",
        "1.5, cpus, 1.500 cpus"
    })
    void writesWhatPeopleRead(double level, String unit, String text) {
        assertThat(Quantity.text(level, unit)).isEqualTo(text);
    }
}

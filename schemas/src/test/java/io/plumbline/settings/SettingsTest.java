package io.plumbline.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @ParameterizedTest
    @CsvSource({"250ms, PT0.25S", "5s, PT5S", "2 m, PT2M", "1h, PT1H", "7d, PT168H", "PT1.5S, PT1.5S", "' 5s ', PT5S"})
    void aDurationHasItsUnit(String text, Duration duration) {
        assertThat(settings("window.size", text).duration("window.size", Duration.ZERO))
                .isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "5 weeks", "-5s", "s", "99999999999999999999s", "9223372036854775807d"})
    void whatIsNoDurationIsNamed(String text) {
        assertThatThrownBy(() -> settings("window.size", text).duration("window.size", Duration.ZERO))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "setting window.size must be a duration such as 250ms, 5s, 2m, 1h or 7d, was '" + text + "'");
    }

    @Test
    void whatIsNotSetHasItsDefault() {
        Settings settings = settings("a", " ");

        assertThat(settings.string("b", "x")).isEqualTo("x");
        assertThat(settings.integer("a", 3)).as("blank is not set").isEqualTo(3);
        assertThat(settings.number("b", 4)).isEqualTo(4);
        assertThat(settings.decimal("b", 0.5)).isEqualTo(0.5);
        assertThat(settings.flag("b", true)).isTrue();
        assertThat(settings.list("b", List.of("y"))).containsExactly("y");
    }

    @Test
    void aListIsSeparatedByCommas() {
        assertThat(settings("a", " x, y ,z ").list("a", List.of())).containsExactly("x", "y", "z");
    }

    @Test
    void whatIsNoFlagOrNumberIsNamed() {
        assertThatThrownBy(() -> settings("a", "yes").flag("a", true))
                .isInstanceOf(ConfigException.class)
                .hasMessage("setting a must be true or false, was 'yes'");
        assertThatThrownBy(() -> settings("a", "1.5").integer("a", 1))
                .isInstanceOf(ConfigException.class)
                .hasMessage("setting a must be a whole number, was '1.5'");
        assertThatThrownBy(() -> settings("a", "1,5").decimal("a", 1))
                .isInstanceOf(ConfigException.class)
                .hasMessage("setting a must be a number, was '1,5'");
    }

    @Test
    void aRequiredSettingThatIsMissingIsNamed() {
        assertThatThrownBy(() -> settings("a", "x").required("db.url"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("setting db.url is missing");
    }

    @Test
    void aMisspeltKeyIsNamedBesideTheKnownOnes() {
        Settings settings = settings("window.szie", "5s");
        settings.duration("window.size", Duration.ofSeconds(1));

        assertThatThrownBy(settings::rejectUnknown)
                .isInstanceOf(ConfigException.class)
                .hasMessage("unknown settings [window.szie, is it window.size?]; known here: [window.size]");
    }

    @Test
    void whatIsWrongIsNamedWithThePlaceWhereItWasSet() {
        Map<String, String> places = Map.of("window.size", "agent.yaml:3", "color", "agent.yaml:4");
        Settings settings = Settings.of(Map.of("window.size", "soon", "color", "red"), places);

        assertThatThrownBy(() -> settings.duration("window.size", Duration.ZERO))
                .hasMessageEndingWith("was 'soon' (agent.yaml:3)");
        assertThatThrownBy(settings::rejectUnknown)
                .hasMessage("unknown settings [color (agent.yaml:4)]; known here: [window.size]");
    }

    @Test
    void whatWasReadAndNotSetIsKnownWithItsDefaultAsSomebodyWouldSetIt() {
        Settings settings = settings("a", "1");
        settings.integer("a", 2);
        settings.duration("b", Duration.ofMillis(500));
        settings.duration("c", Duration.ofMinutes(2));
        settings.list("d", List.of("x", "y"));
        settings.string("e", "");

        assertThat(settings.defaults()).isEqualTo(Map.of("b", "500ms", "c", "2m", "d", "x,y"));
    }

    @Test
    void settingsPassedOnToALibraryAreKnown() {
        Settings settings = Settings.of(Map.of("kafka.acks", "all", "kafka.linger.ms", "5"));

        assertThat(settings.under("kafka."))
                .containsExactlyInAnyOrderEntriesOf(Map.of("acks", "all", "linger.ms", "5"));
        settings.rejectUnknown();
    }

    @Test
    void laterSettingsWin() {
        assertThat(settings("a", "1").with(Map.of("a", "2")).integer("a", 0)).isEqualTo(2);
    }

    @Test
    void aSecretDoesNotShow() {
        assertThat(new Secret("hunter2").toString()).doesNotContain("hunter2");
    }

    private static Settings settings(String key, String value) {
        return Settings.of(Map.of(key, value));
    }
}

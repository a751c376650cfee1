package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsSourcesTest {
    @TempDir
    Path directory;

    @Test
    void flagsWinOverEnvironmentAndEnvironmentOverFile() throws Exception {
        Path file = Files.writeString(directory.resolve("p"), "db.url=file\ndb.user=file\ntopics.prefix=file.\n");
        Settings settings = SettingsSources.merge(
                file,
                Map.of("PLUMBLINE_DB_URL", "environment", "PLUMBLINE_DB_USER", "environment", "HOME", "/"),
                Map.of("db.url", "flag"));

        assertThat(settings.string("db.url", "")).isEqualTo("flag");
        assertThat(settings.string("db.user", "")).isEqualTo("environment");
        assertThat(settings.string("topics.prefix", "")).isEqualTo("file.");
    }

    @Test
    void eachSettingKnowsWhereItWasSet() throws Exception {
        Path file = Files.writeString(directory.resolve("agent.yaml"), "agent:\n  node: n1\n  region: eu\n");
        Settings settings =
                SettingsSources.merge(file, Map.of("PLUMBLINE_AGENT_NODE", "n2"), Map.of("agent.release", "1.0"));

        assertThat(settings.sourceOf("agent.region")).contains("agent.yaml:3");
        assertThat(settings.sourceOf("agent.node")).contains("PLUMBLINE_AGENT_NODE");
        assertThat(settings.sourceOf("agent.release")).contains("--set");
    }

    @Test
    void aSecretCanComeFromAFile() throws Exception {
        Path secret = Files.writeString(directory.resolve("password"), "s3cret\n");

        Settings settings =
                SettingsSources.merge(null, Map.of("PLUMBLINE_DB_PASSWORD_FILE", secret.toString()), Map.of());

        assertThat(settings.string("db.password", "")).isEqualTo("s3cret");
    }

    @Test
    void aSecretFileThatIsNotThereIsTheOperatorsMistake() {
        assertThatThrownBy(() -> SettingsSources.merge(
                        null,
                        Map.of(
                                "PLUMBLINE_DB_PASSWORD_FILE",
                                directory.resolve("none").toString()),
                        Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("PLUMBLINE_DB_PASSWORD_FILE");
    }

    @Test
    void settingsOfOtherProcessesAreToleratedButMisspeltOnesAreNamed() {
        Settings settings = Settings.of(Map.of("db.url", "x", "topics.prefix", "p.", "topics.prefx", "p."));
        settings.string("topics.prefix", "");

        assertThatThrownBy(() -> settings.rejectUnknown(Set.of("db", "topics")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("[topics.prefx, is it topics.prefix?]");
    }
}

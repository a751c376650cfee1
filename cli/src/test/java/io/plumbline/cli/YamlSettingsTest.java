package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.settings.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlSettingsTest {
    @TempDir
    Path directory;

    @Test
    void mapsListsAndDottedKeysAreTheSameFlatKeys() throws Exception {
        List<Setting> settings = read("""
            agent:
              node: n1
              spool: {directory: /var/lib/plumbline, bytes: 1048576}
            kafka.bootstrap.servers: k1:9092
            windows:
              levels: [1s, 10s]
            host.enabled: true
            """);

        assertThat(values(settings))
                .isEqualTo(Map.of(
                        "agent.node", "n1",
                        "agent.spool.directory", "/var/lib/plumbline",
                        "agent.spool.bytes", "1048576",
                        "kafka.bootstrap.servers", "k1:9092",
                        "windows.levels", "1s,10s",
                        "host.enabled", "true"));
        assertThat(settings).extracting(Setting::source).contains("agent.yaml:2", "agent.yaml:4", "agent.yaml:6");
    }

    @Test
    void probesAndProcessesAreListsWithNames() throws Exception {
        List<Setting> settings = read("""
            probes:
              - name: api
                target: https://127.0.0.1/health
                status: 204
              - target: tcp://db:5432
                name: db
            processes:
              - {name: web, command: nginx}
            """);

        assertThat(values(settings))
                .isEqualTo(Map.of(
                        "probe.api.target", "https://127.0.0.1/health",
                        "probe.api.status", "204",
                        "probe.db.target", "tcp://db:5432",
                        "process.web.command", "nginx"));
    }

    @Test
    void anEmptyFileHasNoSettings() throws Exception {
        assertThat(read("# nothing yet\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "agent:\\n  node: a\\n  node: b | agent.yaml:3",
                "agent:\\n  node: a\\nagent.node: b | agent.yaml:3: agent.node was set before, at agent.yaml:2",
                "agent:\\n  node: | agent.yaml:2: a key without a value",
                "agent:\\n  - node: a | agent is no list of maps",
                "probes:\\n  - target: tcp://h:1 | each of probes must have a name",
                "a: ['x,y'] | must have no comma",
                "a: [[x]] | a list within a list",
                "a: &x 1\\nb: *x | agent.yaml:2: aliases and tags",
                "a: !!java.net.URL [http://x] | aliases and tags",
                "- a | settings are keys with values",
                "a: 1\\n---\\nb: 2 | one document",
                "a: [1 | agent.yaml:",
                "a: 'x | agent.yaml:"
            })
    void whatIsNoSettingIsNamedWithItsLine(String text, String message) {
        assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    private List<Setting> read(String text) throws IOException {
        return YamlSettings.read(Files.writeString(directory.resolve("agent.yaml"), text));
    }

    private static Map<String, String> values(List<Setting> settings) {
        return settings.stream().collect(Collectors.toMap(Setting::key, Setting::value));
    }
}

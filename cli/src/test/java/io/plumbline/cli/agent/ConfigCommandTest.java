package io.plumbline.cli.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.cli.ExitCode;
import io.plumbline.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigCommandTest {
    private static final Path DEPLOY = Path.of("../producers/deploy");
    private static final String LEAST =
            "kafka.bootstrap.servers: k:9092\nregistry.schema.registry.url: http://user:hunter2@r:8081\n";

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(DEPLOY.resolve("examples"))) {
            return files.toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsFine(Path example) {
        assertThat(run("config", "check", example.toString()))
                .as(err.toString())
                .isEqualTo(ExitCode.FINE);
    }

    @Test
    void theServiceIsWhatSystemdUnderstands() throws Exception {
        Optional<Path> analyze = Stream.of("/usr/bin/systemd-analyze", "/bin/systemd-analyze")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(analyze.isPresent(), "no systemd-analyze on this machine");
        Path unit = directory.resolve("plumbline-agent.service");
        Files.writeString( // the program need not be installed here
                unit,
                Files.readString(DEPLOY.resolve("plumbline-agent.service"))
                        .replace("/opt/plumbline/plumbline agent", "/bin/true agent"));
        Process process = new ProcessBuilder(analyze.get().toString(), "verify", unit.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(output).doesNotContain("plumbline-agent.service");
    }

    @Test
    void aMisspeltKeyIsNamedWithItsLineAndTheNearestKnown() throws Exception {
        assertThat(run("config", "check", file(LEAST + "host:\n  intervall: 1s\n")))
                .isEqualTo(ExitCode.USAGE);

        assertThat(err.toString()).contains("host.intervall (agent.yaml:4), is it host.interval?");
    }

    @Test
    void aWrongValueIsNamedWithItsLine() throws Exception {
        assertThat(run("config", "check", file(LEAST + "host:\n  interval: soon\n")))
                .isEqualTo(ExitCode.USAGE);

        assertThat(err.toString()).contains("host.interval must be a duration").contains("(agent.yaml:4)");
    }

    @Test
    void whatAProcessCannotDoWithoutIsNamed() throws Exception {
        assertThat(run("config", "check", file("kafka.bootstrap.servers: k:9092\n")))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("registry.schema.registry.url is missing");
        assertThat(run("config", "check", file(LEAST), "--for", "sink")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("db.url is missing");
        assertThat(run("config", "check", file(LEAST), "--for", "streams")).isEqualTo(ExitCode.FINE);
    }

    @Test
    void showsWhatHoldsAndWhereItComesFromWithoutSecrets() throws Exception {
        String file = file(LEAST + "agent:\n  node: n1\nkafka.sasl.jaas.config: 'x password=\"hunter2\";'\n"
                + "probes:\n  - {name: db, target: 'jdbc:postgresql://db/x?user=u&password=hunter2'}\n");
        assertThat(run("config", "show", file, "--set", "host.interval=250ms")).isEqualTo(ExitCode.FINE);

        assertThat(out.toString().replaceAll(" +", " "))
                .contains("agent.node n1 agent.yaml:4")
                .contains("host.interval 250ms --set")
                .contains("agent.flush.interval 100ms default")
                .contains("kafka.sasl.jaas.config ***")
                .contains("http://***@r:8081")
                .contains("jdbc:postgresql://db/x?user=***&password=*** agent.yaml:7")
                .doesNotContain("hunter2");
    }

    private String file(String text) throws IOException {
        return Files.writeString(directory.resolve("agent.yaml"), text).toString();
    }

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}

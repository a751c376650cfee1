package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"", "local", "agent", "streams", "sink", "topics", "schemas", "migrate", "usl", "score"})
    void everyCommandExplainsItself(String command) {
        String[] arguments = command.isEmpty() ? new String[] {"--help"} : new String[] {command, "--help"};

        assertThat(run(arguments)).isEqualTo(ExitCode.FINE);
        assertThat(out.toString()).contains("Usage: plumbline").contains("--help");
    }

    @Test
    void aMissingSettingIsNamedWithoutAStackTrace() {
        assertThat(run("topics", "diff")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("kafka.bootstrap.servers")
                .contains("--set")
                .doesNotContain("\tat ");
    }

    @Test
    void anUnknownOptionIsAUsageError() {
        assertThat(run("local", "--duratoin", "5s")).isEqualTo(ExitCode.USAGE);
        assertThat(run("local", "--duration", "soon")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("45s");
    }

    @Test
    void aBrokerThatDoesNotAnswerIsUnreachable() {
        assertThat(run(
                        "topics",
                        "diff",
                        "--set",
                        "kafka.bootstrap.servers=127.0.0.1:1",
                        "--set",
                        "kafka.default.api.timeout.ms=" + Duration.ofSeconds(2).toMillis(),
                        "--set",
                        "kafka.request.timeout.ms=1000"))
                .isEqualTo(ExitCode.UNREACHABLE);
    }

    @Test
    void theGroupProtocolIsOneOfTwo() {
        assertThat(run(
                        "streams",
                        "--group-protocol",
                        "consumer",
                        "--set",
                        "kafka.bootstrap.servers=127.0.0.1:1",
                        "--set",
                        "self.monitor=false"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("streams.group.protocol must be classic or streams");
    }

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}

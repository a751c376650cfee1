package io.plumbline.cli.scale;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.cli.ExitCode;
import io.plumbline.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealCommandTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void realProcessesMeasureARealDatabase() throws IOException {
        assertThat(run("--nodes", "1", "--warmup", "0s", "--measured", "1s", "--cooldown", "0s", "--output", "json"))
                .as(err::toString)
                .isEqualTo(ExitCode.FINE);

        JsonNode document = new ObjectMapper().readTree(out.toString());
        JsonNode curve = document.at("/curves/0");
        assertThat(document.get("origin").asText()).isEqualTo("REAL");
        assertThat(curve.at("/config/network_topology").isNull()).isTrue();
        assertThat(curve.at("/facts/machine").asText()).contains("processors");
        assertThat(curve.at("/performance/node_performance/1/operations").asLong())
                .isPositive();
        assertThat(curve.at("/performance/node_performance/1/failed_operations").asLong())
                .isZero();
        assertThat(curve.at("/performance/node_performance/1/message_overhead").isNull())
                .isTrue();
    }

    @Test
    void realProcessesMeasureARealBroker() throws IOException {
        assertThat(run(
                        "--service",
                        "kafka",
                        "--nodes",
                        "2",
                        "--warmup",
                        "0s",
                        "--measured",
                        "1s",
                        "--cooldown",
                        "0s",
                        "--output",
                        "json"))
                .as(err::toString)
                .isEqualTo(ExitCode.FINE);

        JsonNode node = new ObjectMapper().readTree(out.toString()).at("/curves/0/performance/node_performance/2");
        assertThat(node.get("operations").asLong()).isPositive();
        assertThat(node.get("failed_operations").asLong()).isZero();
        assertThat(node.get("service_cpu_share").isNull())
                .as("where there is no /proc nobody knows it")
                .isNotEqualTo(Files.exists(Path.of("/proc/self/stat")));
        assertThat(node.get("memory_bytes").isNull()).isNotEqualTo(Files.exists(Path.of("/proc/self/status")));
    }

    @Test
    void mistakesOfUseAreNamed() {
        assertThat(run("--nodes", "0,1")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--nodes", "2,2")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--nodes must be different numbers from 1 to 256, were [2, 2]");
        assertThat(run("--query", "SELECT 1")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--query needs --target");
        assertThat(run("--service", "kafka", "--target", "tcp://a:1")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("either --service or --target");
        assertThat(run("--kafka-config", "absent.properties")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--kafka-config needs --target");
        assertThat(run("--target", "kafka://a:1/t", "--kafka-config", "absent.properties"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("cannot read the settings file absent.properties");
        assertThat(run("--target", "kafka://a:1")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("a Kafka target must be kafka://HOST:PORT/TOPIC");
        assertThat(run("--target", "ftp://a:pass@b")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("target must begin with tcp://").doesNotContain("pass");
    }

    private int run(String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("scale", "real", "--out", directory.resolve("results").toString()));
        arguments.addAll(List.of(options));
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
    }
}

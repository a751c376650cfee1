package io.plumbline.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

class SimulateCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COSTS = """
            {"algorithms": [{"algorithm": "ML-DSA-65", "signatureBytes": 3309, "signNanos": {"mean": {"value": 300000.4}},
            "verifyNanos": {"mean": {"value": 120000}}, "source": "measured on another day"}]}
            """;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void theDocumentIsMarkedAndSaysWhatItDependsOn() throws IOException {
        assertThat(run("--nodes", "7", "--condition", "lan", "--output", "json"))
                .isEqualTo(ExitCode.FINE);

        JsonNode document = JSON.readTree(out.toString());
        assertThat(document.at("/origin").asText()).isEqualTo("SIMULATED");
        assertThat(document.at("/configuration/nodes").asText()).isEqualTo("7");
        assertThat(document.at("/configuration/signatures.signNanos").asText()).isEqualTo("300000");
        assertThat(document.at("/configuration/signatures.source").asText()).contains("measured on another day");
        assertThat(document.at("/committed").asLong()).isPositive();
        assertThat(document.at("/successShare").asDouble()).isEqualTo(1);
        assertThat(document.at("/latencyMillis/p95").asDouble()).isBetween(3.0, 60.0);
        assertThat(document.at("/publishedRecords").isNull()).isTrue();
    }

    @Test
    void theSameSeedGivesTheSameFigures() throws IOException {
        run("--nodes", "7", "--seed", "3", "--output", "json");
        JsonNode first = withoutSpeed(out.toString());
        out.getBuffer().setLength(0);

        run("--nodes", "7", "--seed", "3", "--output", "json");

        assertThat(withoutSpeed(out.toString())).isEqualTo(first);
    }

    @Test
    void whatWasNotMeasuredIsNullAndSaidSo() throws IOException {
        run("--nodes", "7", "--byzantine", ".5", "--output", "json"); // nothing is decided

        JsonNode document = JSON.readTree(out.toString());
        assertThat(document.at("/committed").asLong()).isZero();
        assertThat(document.at("/latencyMillis").isNull()).isTrue();
        assertThat(document.at("/messages/perOperation").isNull()).isTrue();
        assertThat(document.at("/safetyViolations").asLong()).isZero();
    }

    @Test
    void aConditionIsGivenInItsParts() throws IOException {
        assertThat(links("--latency", "20..35", "--loss", ".25")).endsWith("custom: 20 to 35 ms, 25 % lost");
        assertThat(links("--latency", "20")).endsWith("custom: 20 to 20 ms, 0.1 % lost");
        assertThat(links("--condition", "lan", "--bandwidth", "8"))
                .endsWith("custom: 1 to 5 ms, 0.01 % lost, 8 Mbit/s");
        assertThat(links("--condition", "lan")).endsWith("lan: 1 to 5 ms, 0.01 % lost");

        assertThat(run("--latency", "20-35")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--latency must be milliseconds, 20 or 20..35, was '20-35'");
        assertThat(run("--bandwidth", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("bandwidth must be at least 0.001 Mbit/s, was 0.0");
    }

    /** A proposal has 7,002 bytes or more, of which each takes a microsecond then. */
    @Test
    void aNarrowUplinkIsSlower() throws IOException {
        double wide = document("--nodes", "7", "--condition", "lan")
                .at("/latencyMillis/p50")
                .asDouble();
        double narrow = document("--nodes", "7", "--condition", "lan", "--bandwidth", "8")
                .at("/latencyMillis/p50")
                .asDouble();

        assertThat(narrow).isGreaterThan(wide + 7);
    }

    @Test
    void disagreementIsAFinding() throws IOException {
        int code = run("--nodes", "12", "--condition", "lan", "--byzantine", ".5", "--behaviour", "equivocating");

        assertThat(code).isEqualTo(ExitCode.FINDING);
        assertThat(out.toString()).contains("SIMULATED", "BROKEN");
    }

    @Test
    void outagesAreGivenWithTheirTimes() throws IOException {
        run("--nodes", "10", "--crash", "0.2@2s+1s", "--partition", "0.5@4s+500ms");

        assertThat(out.toString())
                .containsPattern("crash +20 % of the nodes from 2 s on for 1 s")
                .containsPattern("partition +50 % of the nodes from 4 s on for 0.5 s");
    }

    @Test
    void mistakesAreNamed() throws IOException {
        assertThat(run("--condition", "moon")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--crash", "20s")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--nodes", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--set", "simulator.sed=1")).isEqualTo(ExitCode.USAGE);

        assertThat(err.toString())
                .contains("no condition is named 'moon'; there are [ideal, lan, wan, intercontinental, poor]")
                .contains("'20s' is not SHARE@AT+FOR")
                .contains("a cluster has 1 to 4000 nodes, not 0")
                .contains("simulator.sed");
    }

    private int run(String... options) throws IOException {
        Path costs = Files.writeString(directory.resolve("costs.json"), COSTS);
        List<String> arguments = new ArrayList<>(List.of("simulate", "--warmup", "1s", "--duration", "8s"));
        arguments.addAll(List.of("--signature-costs", costs.toString()));
        arguments.addAll(List.of(options));
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
    }

    private static JsonNode withoutSpeed(String document) throws IOException {
        ObjectNode json = (ObjectNode) JSON.readTree(document);
        json.remove("speed");
        return json;
    }

    private String links(String... options) throws IOException {
        out.getBuffer().setLength(0);
        run(options);
        return out.toString()
                .lines()
                .filter(line -> line.contains("links"))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode document(String... options) throws IOException {
        out.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--output", "json"));
        run(all.toArray(String[]::new));
        return JSON.readTree(out.toString());
    }
}

package io.plumbline.cli.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

class ScaleCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUITE = """
            - name: small
              node_counts: [4, 7, 10, 13]
              network_conditions: [lan, wan]
              test_duration_per_scale: 3
              warmup_duration: 1
              target_operations_per_second: 2
            """;
    private static final String COSTS = """
            {"algorithms": [{"algorithm": "Ed25519", "signatureBytes": 64, "signNanos": {"mean": {"value": 50000.4}},
            "verifyNanos": {"mean": {"value": 120000}}, "source": "measured on another day"}]}
            """;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void eachCurveHasItsFilesUnderItsName() throws IOException {
        run(SUITE);

        assertThat(directory.resolve("results"))
                .isDirectoryContaining("regex:.*/scaling_test_small_lan_\\d{8}_\\d{6}\\.json")
                .isDirectoryContaining("regex:.*/scaling_test_small_lan_\\d{8}_\\d{6}\\.csv")
                .isDirectoryContaining("regex:.*/scaling_test_small_wan_\\d{8}_\\d{6}\\.json")
                .isDirectoryContaining("regex:.*/scaling_test_small_wan_\\d{8}_\\d{6}\\.csv");
        assertThat(directory.resolve("results").toFile().list()).hasSize(4); // the checkpoint is gone
    }

    @Test
    void theDocumentHasTheFieldsOfScalingTests() throws IOException {
        run(SUITE);

        JsonNode curve = JSON.readTree(file("wan", "json").toFile());
        assertThat(curve.at("/config/name").asText()).isEqualTo("small_wan");
        assertThat(curve.at("/config/node_counts").toString()).isEqualTo("[4,7,10,13]");
        assertThat(curve.at("/config/environment").asText()).isEqualTo("local_simulation");
        assertThat(curve.at("/origin").asText()).isEqualTo("SIMULATED");
        assertThat(curve.at("/facts/signature_algorithm").asText()).isEqualTo("Ed25519");
        assertThat(curve.at("/facts/sign_ns").asText()).isEqualTo("50000");
        assertThat(curve.at("/facts/signature_source").asText()).isEqualTo("measured on another day");
        JsonNode seven = curve.at("/performance/node_performance/7");
        assertThat(seven.get("operations_per_second").asDouble()).isCloseTo(14, within(4.0));
        assertThat(seven.get("p95_latency_ms").asDouble())
                .isGreaterThan(seven.get("median_latency_ms").asDouble());
        assertThat(seven.get("success_rate").asDouble()).isEqualTo(1);
        assertThat(seven.get("message_overhead").isNumber()).isTrue();
        assertThat(curve.at("/performance/scaling_efficiency/4").asDouble()).isEqualTo(1);
        assertThat(curve.at("/performance").has("recommended_max_nodes")).isTrue();
        assertThat(curve.at("/analysis/performance_bottlenecks").isArray()).isTrue();
        assertThat(curve.at("/analysis/scaling_recommendations/0/text").asText())
                .contains("caling");
        assertThat(curve.at("/law/points").asInt()).isEqualTo(4);
    }

    @Test
    void theTableIsOneThatStepsReadsAndSaysTheSameOf() throws IOException {
        run(SUITE);
        JsonNode written = JSON.readTree(file("lan", "json").toFile());
        out.getBuffer().setLength(0);

        Main.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "steps",
                file("lan", "csv").toString(),
                "--output",
                "json");

        JsonNode read = JSON.readTree(out.toString());
        assertThat(read.get("analysis")).isEqualTo(written.get("analysis"));
        assertThat(read.get("law")).isEqualTo(written.get("law"));
        assertThat(read.at("/performance/scaling_efficiency")).isEqualTo(written.at("/performance/scaling_efficiency"));
        assertThat(read.at("/performance/recommended_max_nodes"))
                .isEqualTo(written.at("/performance/recommended_max_nodes"));
        assertThat(Files.readAllLines(file("lan", "csv")).get(0))
                .startsWith(
                        "node_count,operations_per_second,mean_latency_ms,p95_latency_ms,success_rate,scaling_efficiency");
    }

    @Test
    void theOutputIsOneDocumentAndProgressIsElsewhere() throws IOException {
        run(SUITE, "--output", "json", "--filter", "condition=lan", "--filter", "nodes=4..7");

        JsonNode document = JSON.readTree(out.toString());
        assertThat(document.get("origin").asText()).isEqualTo("SIMULATED");
        assertThat(document.get("curves")).hasSize(1);
        assertThat(document.at("/curves/0/config/node_counts").toString()).isEqualTo("[4,7]");
        assertThat(document.get("files")).hasSize(2);
        assertThat(err.toString()).contains("small_lan 7 nodes: ").contains("2 of 2 steps");
    }

    @Test
    void whatIsSimulatedIsMarkedInTheTextAndInEachRow() throws IOException {
        run(SUITE, "--filter", "condition=lan");

        assertThat(out.toString()).contains("small_lan (SIMULATED)").contains("recommended nodes:");
        assertThat(Files.readAllLines(file("lan", "csv")).subList(1, 5)).allMatch(row -> row.endsWith(",SIMULATED"));
    }

    @Test
    void aBottleneckIsAFinding() throws IOException {
        assertThat(run(SUITE, "--filter", "condition=lan")).isEqualTo(ExitCode.FINDING);
        assertThat(out.toString()).contains("bottleneck: Network inefficiency");
    }

    @Test
    void nothingToResumeIsSaidAndTheSuiteBegins() throws IOException {
        run(SUITE, "--resume", "--filter", "condition=lan");

        assertThat(err.toString()).contains("no suite was interrupted here").contains("suite.checkpoint.json");
        assertThat(out.toString()).contains("small_lan");
    }

    @Test
    void aSuiteThatChangedIsNotResumed() throws IOException {
        Files.createDirectories(directory.resolve("results"));
        Files.writeString(
                directory.resolve("results/scaling_test_suite.checkpoint.json"),
                "{\"configuration\":{\"seed\":\"2\"},\"facts\":{},\"startedAt\":\"2026-11-21T08:00:00Z\",\"results\":{}}");

        assertThat(run(SUITE, "--resume")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("the suite cannot be resumed, its configuration changed: ");
    }

    @Test
    void mistakesOfUseAreNamed() throws IOException {
        assertThat(run(SUITE, "--filter", "knots=4")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("a filter is KEY=VALUE");
        assertThat(run("name: 7")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("suite.yaml line 1: node_counts must have at least one value");
        assertThat(run(SUITE, "--real-pace")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--real-pace is for suites that are published");
        assertThat(call("scale")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("which SUITE?");
        assertThat(call("scale", "quick", "--signature", "RSA")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("'RSA' is none of");
        String costs = directory.resolve("costs.json").toString();
        assertThat(call("scale", "quick", "--signature", "ML-DSA-44", "--signature-costs", costs))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("costs.json has no costs of ML-DSA-44");
    }

    @Test
    void theListHasAllSuitesWithTheirSettings() {
        assertThat(call("scale", "list")).isEqualTo(ExitCode.FINE);
        assertThat(out.toString())
                .contains(
                        "comprehensive: comprehensive_scaling_byzantine_20. Understand overall scaling characteristics")
                .contains("    byzantine_ratios: 0.33");
    }

    private int run(String suite, String... options) throws IOException {
        Path file = Files.writeString(directory.resolve("suite.yaml"), suite);
        Path costs = Files.writeString(directory.resolve("costs.json"), COSTS);
        List<String> arguments = new ArrayList<>(List.of(
                "scale",
                file.toString(),
                "--signature",
                "Ed25519",
                "--signature-costs",
                costs.toString(),
                "--out",
                directory.resolve("results").toString()));
        arguments.addAll(List.of(options));
        return call(arguments.toArray(String[]::new));
    }

    private int call(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private Path file(String condition, String ending) throws IOException {
        try (var files = Files.list(directory.resolve("results"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("scaling_test_small_" + condition)
                            && file.toString().endsWith(ending))
                    .findFirst()
                    .orElseThrow();
        }
    }
}

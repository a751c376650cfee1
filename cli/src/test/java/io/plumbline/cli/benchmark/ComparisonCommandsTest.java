package io.plumbline.cli.benchmark;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonCommandsTest {
    private static final String COSTS = """
            {"algorithms": [{"algorithm": "ML-DSA-65", "signatureBytes": 3309, "signNanos": {"mean": {"value": 250000}},
            "verifyNanos": {"mean": {"value": 80000}}, "source": "measured on another day"}]}
            """;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({"consensus, 4, 100 nodes", "conditions, 5, poor", "byzantine, 5, 40 % Byzantine"})
    void eachCaseHasItsFiguresAndTheMarkThatTheyAreSimulated(String benchmark, int cases, String last)
            throws IOException {
        assertThat(run(benchmark, "--output", "json")).isEqualTo(ExitCode.FINE);

        JsonNode document = new ObjectMapper().readTree(out.toString());
        assertThat(document.get("origin").asText()).isEqualTo("SIMULATED");
        assertThat(document.at("/signatures/source").asText()).isEqualTo("measured on another day");
        assertThat(document.get("cases")).hasSize(cases);
        assertThat(document.at("/cases/" + (cases - 1) + "/label").asText()).isEqualTo(last);
        assertThat(document.at("/cases/0/figures/operationsPerSecond").asDouble())
                .isPositive();
    }

    @Test
    void theTextIsMarkedAsWell() throws IOException {
        run("consensus");

        assertThat(out.toString())
                .contains("How long does a decision take, by the number of nodes? (SIMULATED)")
                .contains("signatures: ML-DSA-65, measured on another day");
    }

    private int run(String benchmark, String... options) throws IOException {
        Path costs = Files.writeString(directory.resolve("costs.json"), COSTS);
        List<String> arguments = new ArrayList<>(
                List.of("benchmark", benchmark, "--measured", "5s", "--signature-costs", costs.toString()));
        arguments.addAll(List.of(options));
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
    }
}

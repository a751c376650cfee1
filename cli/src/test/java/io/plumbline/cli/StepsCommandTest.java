package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepsCommandTest {
    /** As published, with an efficiency that does not follow from its own figures. */
    private static final String PUBLISHED = """
            node_count,operations_per_second,mean_latency_ms,p95_latency_ms,success_rate,scaling_efficiency
            10,14.74,10.47,18.2,1.000,1.000
            25,18.32,15.23,24.8,0.973,0.744
            50,22.15,22.45,35.6,0.951,0.534
            """;

    @TempDir
    private Path directory;

    private FileCommand steps;

    @BeforeEach
    void open() {
        steps = new FileCommand("steps", directory);
    }

    @Test
    void efficiencyIsComputedFromTheFileItself() throws IOException {
        assertThat(steps.run(PUBLISHED, "--output", "json")).isEqualTo(ExitCode.FINE);

        JsonNode performance = steps.json().get("performance");
        assertThat(performance.get("scaling_efficiency").get("25").asDouble()).isCloseTo(0.497, within(5e-4));
        assertThat(performance.get("scaling_efficiency").get("50").asDouble()).isCloseTo(0.301, within(5e-4));
        assertThat(performance.get("node_performance").get("10"))
                .hasToString("{\"operations_per_second\":14.74,\"mean_latency_ms\":10.47,\"success_rate\":1.0,"
                        + "\"message_overhead\":null,\"network_efficiency\":null,\"bytes_per_second_of_node\":null}");
        assertThat(performance.get("scaling_class").asText()).isEqualTo("poor");
        assertThat(performance.get("recommended_max_nodes").asInt()).isEqualTo(50);
        assertThat(performance.get("throughput_saturation_point").isNull()).isTrue();
        assertThat(steps.json().get("law").get("chosen").isNull()).isTrue();
    }

    @Test
    void aBottleneckIsAFindingAndComesWithItsFigure() throws IOException {
        String csv = "node_count,operations_per_second,mean_latency_ms,cpu_share\n10,100,10,0.5\n20,190,31,0.9\n";
        assertThat(steps.run(csv)).isEqualTo(ExitCode.FINDING);

        assertThat(steps.out())
                .contains("0.950")
                .contains("recommended nodes: 10")
                .contains("bottleneck: Latency explosion: 3.1 times the baseline")
                .contains("bottleneck: CPU usage bottleneck: 90 % busy")
                .contains("at least 4 points are needed");
    }

    @Test
    void theLawComesWithIt() throws IOException {
        steps.run(
                "n,rate\n1,64.9\n18,995.9\n36,1652.4\n72,1853.2\n108,1828.9\n144,1775.0\n216,1702.2\n",
                "--nodes",
                "n",
                "--throughput",
                "rate",
                "--output",
                "json");

        assertThat(steps.json().get("law").get("peak").get("load").asDouble()).isCloseTo(96.51956, within(1e-3));
        assertThat(steps.json().get("analysis").get("scaling_recommendations").findValuesAsText("text"))
                .contains("More than 96 nodes lower the throughput");
    }

    @Test
    void oneNumberOfNodesIsInconclusive() throws IOException {
        assertThat(steps.run("node_count,operations_per_second\n10,5\n10,7\n")).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(steps.out()).contains("6.000");
    }

    @Test
    void rowsWithoutNodesOrThroughputAreSkippedAndCounted() throws IOException {
        steps.run("node_count,operations_per_second\n10,5\n20,\n40,9\n");

        assertThat(steps.out()).contains("rows skipped for a missing value: 1");
    }

    @ParameterizedTest
    @CsvSource({
        "'node_count,operations_per_second\n1.5,5', 'line 2, column ''node_count'': 1.5 is no number of nodes'",
        "'node_count,operations_per_second\n2,-5', 'column ''operations_per_second'': -5.0 is less than 0'",
        "'node_count,operations_per_second,success_rate\n2,5,97', 'column ''success_rate'': 97.0 is no share'",
        "'node_count,operations_per_second,seconds\n2,5,0', 'a step that lasted no time'",
        "'node_count,operations_per_second\n2,', 'has no row with both'",
        "'nodes,operations_per_second\n2,5', 'has no column ''node_count'''"
    })
    void nonsenseIsRefusedWithItsPlace(String csv, String words) throws IOException {
        assertThat(steps.run(csv + "\n")).isEqualTo(ExitCode.USAGE);
        assertThat(steps.err()).contains(words);
    }
}

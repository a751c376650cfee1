package io.plumbline.producers.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.producers.simulation.Condition;
import io.plumbline.producers.simulation.Environment;
import io.plumbline.producers.simulation.Profile;
import io.plumbline.producers.simulation.TopologyKind;
import io.plumbline.settings.ConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuiteFileTest {
    /** The sample configuration of the document, in the names of its fields. */
    private static final String SAMPLE = """
            name: comprehensive_scaling_test
            environment: local_simulation
            node_counts: [10, 25, 50, 100, 200]
            resource_profile: standard
            network_topology: mesh
            network_conditions: [wan]
            test_duration_per_scale: 60
            warmup_duration: 15
            cooldown_duration: 10
            byzantine_ratios: [0.0, 0.1, 0.2]
            target_operations_per_second: 10.0
            max_memory_mb: 4096
            max_cpu_percent: 80.0
            """;

    private static final ScalingTest PARSED = new ScalingTest(
            "comprehensive_scaling_test",
            "",
            Environment.LOCAL_SIMULATION,
            List.of(10, 25, 50, 100, 200),
            Profile.STANDARD,
            TopologyKind.MESH,
            List.of(Condition.WAN),
            List.of(0.0, 0.1, 0.2),
            new Timing(Duration.ofSeconds(15), Duration.ofSeconds(60), Duration.ofSeconds(10)),
            10,
            new NodeLimits(4096, 80));

    @Test
    void theSampleConfigurationIsReadAsItStands() {
        assertThat(SuiteFile.parse("sample.yaml", SAMPLE)).containsExactly(PARSED);
    }

    @Test
    void whatAFileLeavesOpenIsAsInTheSampleConfiguration() {
        ScalingTest test =
                SuiteFile.parse("short.yaml", "{name: short, node_counts: 10}").get(0);

        assertThat(test)
                .usingRecursiveComparison()
                .ignoringFields("name", "nodeCounts", "byzantineRatios", "limits")
                .isEqualTo(PARSED);
        assertThat(test.byzantineRatios()).containsExactly(0.0);
        assertThat(test.limits()).isEqualTo(new NodeLimits(8192, 80));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            node_count: [10]                           | line 2: unknown setting 'node_count'; known are byzantine_ratios,
            node_counts: [ten]                         | line 3: node_counts:
            node_counts: [1.5]                         | line 3: node_counts:
            node_counts: []                            | line 2: node_counts must have at least one value
            node_counts: [0]                           | line 2: node_counts must be 1 to 4000, was 0
            node_counts: [10, 10]                      | line 2: node_counts has a value twice
            byzantine_ratios: [1.5]                    | line 2: byzantine_ratios must be 0 to 0.9, was 1.5
            network_conditions: [wann]                 | line 2: network_conditions must be one of ideal, lan, wan, intercontinental, poor, was 'wann'
            network_conditions: [{loss: 0.1}]          | line 2: network_conditions: a name must have
            network_conditions: {name: wan, loss: 0.1} | line 2: network_conditions: one of your own must not be named wan
            network_conditions: [{name: a, loss: 2}]   | line 2: loss must be a share from 0 to 0.9
            network_conditions: [{name: a, delay: 2}]  | line 2: unknown setting 'delay'; known are bandwidth_mbps,
            network_topology: torus                    | line 2: network_topology must be one of fully_connected, ring, star,
            resource_profile: huge                     | line 2: resource_profile must be one of minimal, light,
            environment: moon                          | line 2: environment must be one of local_simulation,
            test_duration_per_scale: 0                 | line 2: test_duration_per_scale must be 1 to 3600 seconds, was 0.0
            warmup_duration: -1                        | line 2: warmup_duration must be 0 to 3600 seconds, was -1.0
            cooldown_duration: 4000                    | line 2: cooldown_duration must be 0 to 3600 seconds
            target_operations_per_second: 0            | line 2: target_operations_per_second must be above 0
            max_memory_mb: 0                           | line 2: max_memory_mb must be at least 1
            max_cpu_percent: 101                       | line 2: max_cpu_percent must be above 0 and at most 100
            'name: again'                              | line 3: Duplicate field 'name'
            ': ['                                      | line 2: while parsing a block mapping, expected <block end>
            """)
    void aMistakeIsRefusedWithItsLine(String mistake, String expected) {
        String text = "# a suite\n- name: wrong\n  " + mistake + "\n"
                + (mistake.startsWith("node_counts") ? "" : "  node_counts: [10]\n");

        assertThatThrownBy(() -> SuiteFile.parse("wrong.yaml", text))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("wrong.yaml " + expected);
    }

    @Test
    void aConditionOfOnesOwnStandsBesideThoseThatThereAre() {
        ScalingTest test = SuiteFile.parse("own.yaml", """
                name: own
                node_counts: [4]
                network_conditions:
                  - lan
                  - {name: dsl, min_latency_ms: 10, max_latency_ms: 40.5, loss: 0.005, bandwidth_mbps: 40}
                  - {name: flat, min_latency_ms: 7}
                """).get(0);

        assertThat(test.conditions())
                .containsExactly(
                        Condition.LAN, new Condition("dsl", 10, 40.5, .005, 40), new Condition("flat", 7, 7, 0));
        assertThat(test.curves())
                .extracting(curve -> curve.configuration().get("bandwidth_mbps"))
                .containsExactly(null, "40.0", null);
    }

    @Test
    void twoCurvesOfOneNameAreRefusedBecauseTheirFilesWouldBeOne() {
        assertThatThrownBy(() ->
                        SuiteFile.parse("twice.yaml", "[{name: a, node_counts: [1]}, {name: a, node_counts: [2]}]"))
                .hasMessage("twice.yaml has two curves named a");
    }

    @Test
    void aNameThatWouldLeaveTheDirectoryIsRefused() {
        assertThatThrownBy(() -> SuiteFile.parse("bad.yaml", "{name: ../a, node_counts: [1]}"))
                .hasMessageContaining("name must have 1 to 100 letters");
    }

    @Test
    void anEmptyFileAndOneThatIsNotThereAreRefused() {
        assertThatThrownBy(() -> SuiteFile.parse("empty.yaml", "[]")).hasMessage("empty.yaml names no test");
        assertThatThrownBy(() -> SuiteFile.parse("empty.yaml", "")).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> SuiteFile.read(Path.of("nowhere.yaml"))).hasMessageContaining("cannot read the suite");
    }
}

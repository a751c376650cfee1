package io.plumbline.producers.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.producers.simulation.Condition;
import io.plumbline.producers.simulation.Profile;
import io.plumbline.producers.simulation.TopologyKind;
import io.plumbline.settings.ConfigException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The numbers are those of the document that describes the six families. */
class SuitesTest {
    @Test
    void thereAreTwelveConfigurationsInSixFamilies() {
        assertThat(Suites.find("all")).hasSize(12);
        assertThat(Suites.NAMES)
                .containsExactly("quick", "comprehensive", "network", "resources", "topology", "byzantine", "extreme");
    }

    @Test
    void comprehensiveScalingProgression() {
        ScalingTest test = only("comprehensive");

        assertThat(test.nodeCounts()).containsExactly(10, 20, 40, 80, 160, 320, 640, 1000);
        assertThat(test.conditions()).containsExactly(Condition.WAN);
        assertThat(test.topology()).isEqualTo(TopologyKind.MESH);
        assertThat(test.byzantineRatios()).containsExactly(0.0, 0.1, 0.2);
        assertThat(test.timing().measured()).isEqualTo(Duration.ofSeconds(45));
        assertThat(test.timing().warmup()).isEqualTo(Duration.ofSeconds(15));
        assertThat(test.curves())
                .extracting(Curve::name)
                .containsExactly(
                        "comprehensive_scaling_byzantine_0",
                        "comprehensive_scaling_byzantine_10",
                        "comprehensive_scaling_byzantine_20");
    }

    @Test
    void networkImpactAnalysis() {
        List<ScalingTest> tests = Suites.find("network");

        assertThat(tests).extracting(ScalingTest::nodeCounts).containsOnly(List.of(25, 100, 400));
        assertThat(tests).extracting(ScalingTest::topology).containsOnly(TopologyKind.MESH);
        assertThat(tests)
                .flatExtracting(ScalingTest::conditions)
                .containsExactly(Condition.LAN, Condition.WAN, Condition.INTERCONTINENTAL);
        assertThat(tests)
                .extracting(ScalingTest::name)
                .containsExactly("network_impact_lan", "network_impact_wan", "network_impact_intercontinental");
    }

    @Test
    void resourceConstraintTesting() {
        List<ScalingTest> tests = Suites.find("resources");

        assertThat(tests)
                .extracting(ScalingTest::profile)
                .containsExactly(Profile.MINIMAL, Profile.LIGHT, Profile.HEAVY);
        assertThat(tests).extracting(ScalingTest::nodeCounts).containsOnly(List.of(50, 200, 500));
    }

    @Test
    void networkTopologyComparison() {
        List<ScalingTest> tests = Suites.find("topology");

        assertThat(tests)
                .extracting(ScalingTest::topology)
                .containsExactly(TopologyKind.STAR, TopologyKind.RING, TopologyKind.HIERARCHICAL);
        assertThat(tests).extracting(ScalingTest::nodeCounts).containsOnly(List.of(30, 120, 480));
    }

    @Test
    void byzantineFaultTolerance() {
        ScalingTest test = only("byzantine");

        assertThat(test.nodeCounts()).containsExactly(50, 150, 300, 600);
        assertThat(test.byzantineRatios()).containsExactly(0.0, 0.1, 0.2, 0.33);
    }

    @Test
    void extremeScaleStressTest() {
        ScalingTest test = only("extreme");

        assertThat(test.nodeCounts()).containsExactly(100, 500, 1000);
        assertThat(test.profile()).isEqualTo(Profile.HEAVY);
        assertThat(test.timing().measured()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void theQuickDemoHasThreeStepsOfAMinuteOrSo() {
        ScalingTest test = only("quick");

        assertThat(test.nodeCounts()).hasSize(3);
        assertThat(test.timing().total().multipliedBy(3)).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(90));
    }

    @Test
    void aNameThatIsNoneIsRefusedWithThoseThatAre() {
        assertThatThrownBy(() -> Suites.find("comprehensiv"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("neither a file nor one of the suites quick, comprehensive, network");
    }

    private static ScalingTest only(String suite) {
        List<ScalingTest> tests = Suites.find(suite);
        assertThat(tests).hasSize(1);
        return tests.get(0);
    }
}

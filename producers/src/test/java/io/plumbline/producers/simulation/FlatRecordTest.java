package io.plumbline.producers.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlatRecordTest {
    @Test
    void everythingThatARunDependsOnHasAKeyOfItsOwn() {
        SignatureCosts signatures = new SignatureCosts("ML-DSA-65", 300_000, 90_000, 3_309, "measured on another day");
        Crash crash = new Crash(.5, Duration.ofSeconds(3), Duration.ofSeconds(1));
        ClusterConfig config = ClusterConfig.of(7, TopologyKind.MESH, Condition.WAN, signatures)
                .withFaults(new Faults(.2, List.of(Behaviour.SLOW), List.of(crash), List.of()));

        assertThat(config.flat())
                .containsEntry("nodes", "7")
                .containsEntry("topology", "MESH")
                .containsEntry("offeredPerSecond", "10.0")
                .containsEntry("condition.name", "wan")
                .containsEntry("condition.loss", "0.001")
                .containsEntry("profile.memoryMebibytes", "2048")
                .containsEntry("signatures.signNanos", "300000")
                .containsEntry("protocol.operationTimeout", "PT10S")
                .containsEntry("faults.byzantineRatio", "0.2")
                .containsEntry("faults.behaviours.0", "SLOW")
                .containsEntry("faults.crashes.0.at", "PT3S")
                .doesNotContainKey("faults")
                .allSatisfy((key, value) -> assertThat(value).doesNotContain("["));
    }
}

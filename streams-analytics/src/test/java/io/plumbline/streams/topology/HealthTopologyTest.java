package io.plumbline.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plumbline.schemas.event.Health;
import io.plumbline.schemas.event.HealthReason;
import io.plumbline.schemas.event.HealthScope;
import io.plumbline.schemas.event.HealthStatus;
import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.NodeState;
import io.plumbline.schemas.event.NodeStatus;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.schemas.event.ResourceSample;
import io.plumbline.schemas.event.TransportSample;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From what agents publish to health, through all stages. Time passes on the wall clock and in the events alike. */
class HealthTopologyTest {
    private static final String SYSTEM = "shop//SYSTEM";
    private static final String NODE_A = "shop//NODE/a";

    private final Pipeline pipeline = new Pipeline();
    private final Agent agent = new Agent("a");
    private final Map<String, Health> latest = new HashMap<>();
    private long sequence;

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void aNodeIsHealthyThenSilentThenBack() {
        live(4); // 20 s
        assertThat(status(NODE_A)).isEqualTo(HealthStatus.HEALTHY);
        assertThat(status(SYSTEM)).isEqualTo(HealthStatus.HEALTHY);
        Instant healthySince = latest.get(NODE_A).getSince();

        pipeline.pass(Duration.ofSeconds(10));
        assertThat(status(NODE_A)).isEqualTo(HealthStatus.HEALTHY);
        pipeline.pass(Duration.ofSeconds(7));
        assertThat(status(NODE_A)).isEqualTo(HealthStatus.CRITICAL);
        assertThat(status(SYSTEM)).isEqualTo(HealthStatus.CRITICAL);
        assertThat(latest.get(NODE_A).getSince()).isAfter(healthySince);
        assertThat(latest.get(SYSTEM).getReasons().get(0)).satisfies(reason -> {
            assertThat(reason.getCode()).isEqualTo("HEARTBEAT");
            assertThat(reason.getNode()).isEqualTo("a");
            assertThat(reason.getValue()).isGreaterThan(reason.getThreshold());
            assertThat(reason.getUnit()).isEqualTo("s");
        });

        live(2);
        assertThat(status(NODE_A)).isEqualTo(HealthStatus.CRITICAL);
        live(2);
        assertThat(status(NODE_A)).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void healthSaysWhatWasLookedAt() {
        live(4);
        status(NODE_A);

        Health node = latest.get(NODE_A);
        assertThat(node.getScope()).isEqualTo(HealthScope.NODE);
        assertThat(node.getNode()).isEqualTo("a");
        assertThat(node.getUnwell()).isZero();
        assertThat(node.getLookedAt()).isEqualTo(3);
        assertThat(node.getReasons())
                .extracting(HealthReason::getCode, HealthReason::getComponent, HealthReason::getItem)
                .containsExactly(
                        tuple("MISSING", "measurement", ""),
                        tuple("HEARTBEAT", "node", ""),
                        tuple("FAILURE_SHARE", "service", "charge"));
        assertThat(node.getEvaluatedAt().plusMillis(node.getValidMillis())).isAfter(pipeline.now());
    }

    @Test
    void failuresOfAnOperationDegradeItsNodeComponentAndSystem() {
        for (int second = 0; second < 25; second++) {
            pipeline.send(agent.batch(event("consensus.round", second % 10 == 0 ? Outcome.TIMEOUT : Outcome.OK)));
            pipeline.pass(Duration.ofSeconds(1));
        }

        assertThat(status("shop//COMPONENT/consensus")).isEqualTo(HealthStatus.DEGRADED);
        assertThat(status(NODE_A)).isEqualTo(HealthStatus.DEGRADED);
        assertThat(status(SYSTEM)).isEqualTo(HealthStatus.DEGRADED);
        // once over all nodes and once for its node: of one level only
        assertThat(latest.get(SYSTEM).getReasons())
                .filteredOn(reason -> reason.getStatus() == HealthStatus.DEGRADED)
                .extracting(HealthReason::getNode, HealthReason::getLengthMillis)
                .containsExactly(tuple("", 10_000L), tuple("a", 10_000L));
    }

    @Test
    void everyKindOfRowIsJudged() {
        for (int second = 0; second < 25; second++) {
            Instant at = pipeline.now();
            pipeline.send(resources(at));
            pipeline.send(transport(at));
            pipeline.send(agent.batch(event("signature.verify", Outcome.ERROR)));
            if (second == 14) {
                agent.skip(7); // these get lost
            }
            pipeline.pass(Duration.ofSeconds(1));
        }
        status(NODE_A);

        assertThat(latest.get(NODE_A).getReasons())
                .extracting(HealthReason::getStatus, HealthReason::getCode)
                .containsExactlyInAnyOrder(
                        tuple(HealthStatus.CRITICAL, "CPU"),
                        tuple(HealthStatus.CRITICAL, "MEMORY"),
                        tuple(HealthStatus.CRITICAL, "PACKET_LOSS"),
                        tuple(HealthStatus.CRITICAL, "CONNECTIONS"),
                        tuple(HealthStatus.CRITICAL, "MISSING"),
                        tuple(HealthStatus.DEGRADED, "EVIDENCE"),
                        tuple(HealthStatus.HEALTHY, "CPU_THROTTLED"));
    }

    @Test
    void aNodeThatStoppedIsUnknownAndItsSystemSaysSoToo() {
        live(4);
        pipeline.send(heartbeat(NodeState.STOPPED));
        pipeline.pass(Duration.ofSeconds(1));

        assertThat(status(NODE_A)).isEqualTo(HealthStatus.UNKNOWN);
        pipeline.pass(Duration.ofMinutes(2));
        assertThat(status(NODE_A)).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(status(SYSTEM)).isEqualTo(HealthStatus.UNKNOWN);
    }

    @Test
    void aThreadThatStoodStillTakesItsOwnPauseForNoSilence() {
        live(4);
        pipeline.standStill(Duration.ofSeconds(40));
        live(1);

        assertThat(status(NODE_A)).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void simulatedNodesAreMarked() {
        NodeStatus simulated = heartbeat(NodeState.UP);
        simulated.setOrigin(Origin.SIMULATED);
        pipeline.send(simulated);
        pipeline.pass(Duration.ofSeconds(1));
        status(SYSTEM);

        assertThat(latest.get(SYSTEM).getOrigin()).isEqualTo(Origin.SIMULATED);
    }

    @Test
    void anImpossibleHeartbeatIsSetAsideAndTheNextOneCounts() {
        NodeStatus impossible = heartbeat(NodeState.UP);
        impossible.setHeartbeatIntervalMillis(0);
        pipeline.send(impossible);
        live(1);

        assertThat(pipeline.deadBytes()).hasSize(1);
        assertThat(pipeline.counter("quarantined")).isEqualTo(1);
        assertThat(status(NODE_A)).isEqualTo(HealthStatus.HEALTHY);
    }

    /** So many times five seconds with a heartbeat, and an operation each second. */
    private void live(int heartbeats) {
        for (int i = 0; i < heartbeats; i++) {
            pipeline.send(heartbeat(NodeState.UP));
            for (int second = 0; second < 5; second++) {
                pipeline.send(agent.batch(event("charge", Outcome.OK)));
                pipeline.pass(Duration.ofSeconds(1));
            }
        }
    }

    private HealthStatus status(String key) {
        latest.putAll(pipeline.health());
        return latest.get(key).getStatus();
    }

    private Measurement event(String operation, Outcome outcome) {
        return Agent.event(operation, pipeline.now().toEpochMilli(), 1_000_000, outcome);
    }

    private NodeStatus heartbeat(NodeState state) {
        return NodeStatus.newBuilder()
                .setSystem("shop")
                .setNode("a")
                .setBoot("boot-1")
                .setState(state)
                .setHeartbeatAt(pipeline.now())
                .setStartedAt(Pipeline.NOW)
                .setHeartbeatIntervalMillis(5_000)
                .setRecorded(0)
                .setSent(0)
                .setDropped(0)
                .build();
    }

    private ResourceSample resources(Instant at) {
        return ResourceSample.newBuilder()
                .setSystem("shop")
                .setNode("a")
                .setBoot("boot-1")
                .setSequence(sequence++)
                .setSampledAt(at)
                .setIntervalNanos(1_000_000_000)
                .setCpuSystem(0.99)
                .setCpuThrottledNanos(0L)
                .setMemoryProcessBytes(990L)
                .setMemoryLimitBytes(1_000L)
                .build();
    }

    private TransportSample transport(Instant at) {
        return TransportSample.newBuilder()
                .setSystem("shop")
                .setNode("a")
                .setBoot("boot-1")
                .setSequence(sequence++)
                .setPeer("b")
                .setSampledAt(at)
                .setIntervalNanos(1_000_000_000)
                .setConnectionsTried(10)
                .setConnectionsMade(5)
                .setPacketsSent(100L)
                .setPacketsLost(50L)
                .build();
    }
}

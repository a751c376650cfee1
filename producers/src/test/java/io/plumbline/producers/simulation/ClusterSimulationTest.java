package io.plumbline.producers.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.settings.ConfigException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ClusterSimulationTest {
    private static final long SECOND = 1_000_000_000;

    /** A negative control: two sets of f + 1 need not share a correct node, so two proposals are decided. */
    @Test
    void aQuorumThatIsTooSmallIsSeenToBreakAgreement() {
        ClusterConfig config = Clusters.lan(13).withFaults(Faults.byzantine(4 / 13.0, Behaviour.EQUIVOCATING));

        SimulationResult unsafe = Clusters.run(config.withProtocol(Protocol.DEFAULT.withQuorum(5)), 1, 20);
        SimulationResult safe = Clusters.run(config, 1, 20);

        assertThat(unsafe.safetyViolations()).isPositive();
        assertThat(safe.safetyViolations()).isZero();
        assertThat(safe.committed()).isPositive();
    }

    /** No protocol of this kind survives that: who votes for everything lets both halves decide. */
    @Test
    void equivocationByMoreThanAThirdIsSeenToBreakAgreement() {
        SimulationResult result =
                Clusters.run(Clusters.lan(12).withFaults(Faults.byzantine(.5, Behaviour.EQUIVOCATING)), 1, 20);

        assertThat(result.safetyViolations()).isPositive();
    }

    @Test
    void equivocationAndBadSignaturesAreSeen() {
        Faults faults = Faults.byzantine(.3, Behaviour.EQUIVOCATING, Behaviour.INVALID_SIGNATURES);

        SimulationResult result = Clusters.run(Clusters.lan(10).withFaults(faults), 1, 20);

        assertThat(result.equivocations()).isPositive();
        assertThat(result.invalidSignatures()).isPositive();
        assertThat(result.safetyViolations()).isZero();
    }

    @Test
    void aSilentProposerCostsThePatienceOfTheOthers() {
        ClusterConfig config = Clusters.lan(10).withProtocol(Protocol.DEFAULT.withViewTimeout(Duration.ofMillis(700)));

        SimulationResult calm = Clusters.run(config, 1, 30);
        SimulationResult silent = Clusters.run(config.withFaults(Faults.byzantine(.1, Behaviour.SILENT)), 1, 30);

        assertThat(calm.viewChanges()).isZero();
        assertThat(silent.viewChanges()).isPositive();
        assertThat(silent.latency().max()).isGreaterThan(700e6);
        assertThat(silent.successShare()).isEqualTo(1);
    }

    /** With turns, the silent one is waited for at each of its heights; without, it is voted out once. */
    @Test
    void aFixedProposerIsVotedOutOnce() {
        ClusterConfig config = Clusters.lan(4).withFaults(Faults.byzantine(.25, Behaviour.SILENT));

        int seed = 0;
        while (new Members(4, config.faults(), new Draws(seed)).isCorrect(0)) {
            seed++;
        }
        SimulationResult fixed = Clusters.run(config.withProtocol(Protocol.DEFAULT.withRotating(false)), seed, 30);

        assertThat(fixed.viewChanges()).isBetween(2L, 3L); // of three correct nodes
        assertThat(fixed.successShare()).isEqualTo(1);
    }

    /** A round takes three latencies and holds one operation here: so many rounds, and as many times more in a pipeline. */
    @Test
    void aPipelineDecidesSeveralHeightsInTheTimeOfOne() {
        ClusterConfig config =
                Clusters.onlyLinks(10, TopologyKind.FULLY_CONNECTED, 10).withOffered(1_000);
        Protocol one = Protocol.DEFAULT.withBlockOperations(1);

        assertThat(Clusters.run(config.withProtocol(one), 1, 30).operationsPerSecond())
                .isCloseTo(1 / .03, within(.5));
        assertThat(Clusters.run(config.withProtocol(one.withPipeline(4)), 1, 30).operationsPerSecond())
                .isCloseTo(4 / .03, within(2.0));
    }

    @Test
    void nodesThatCrashedCatchUpAndVoteAgain() {
        Faults crash = Faults.NONE.withCrash(new Crash(.3, Duration.ofSeconds(5), Duration.ofSeconds(10)));
        Set<Integer> away = new TreeSet<>();
        Set<Integer> deciding = new TreeSet<>();

        SimulationResult result = Clusters.run(Clusters.lan(10).withFaults(crash), 1, 30, new Observer() {
            @Override
            public void decided(int node, long proposedNanos, long durationNanos) {
                assertThat(away).doesNotContain(node);
                if (proposedNanos > 16 * SECOND) {
                    deciding.add(node);
                }
            }

            @Override
            public void interval(NodeInterval interval) {
                boolean changed = interval.up() ? away.remove(interval.node()) : away.add(interval.node());
                assertThat(changed && interval.up() ? interval.endNanos() : 15 * SECOND)
                        .isEqualTo(15 * SECOND);
            }
        });

        assertThat(deciding).hasSize(10);
        assertThat(result.successShare()).isEqualTo(1);
    }

    /** Heights are forgotten after 512 others; some 1,500 pass here while nodes are away. */
    @Test
    void whoIsFartherBehindThanAnybodyRemembersIsTold() {
        Faults crash = Faults.NONE.withCrash(new Crash(.2, Duration.ofSeconds(2), Duration.ofSeconds(20)));
        long[] lastOf = new long[10];

        SimulationResult result =
                Clusters.run(Clusters.lan(10).withFaults(crash).withOffered(400), 1, 30, new Observer() {
                    @Override
                    public void decided(int node, long proposedNanos, long durationNanos) {
                        lastOf[node] = proposedNanos;
                    }
                });

        assertThat(result.rounds()).isGreaterThan(600);
        assertThat(Arrays.stream(lastOf).min().orElseThrow()).isGreaterThan(29 * SECOND);
        assertThat(result.safetyViolations()).isZero();
    }

    @Test
    void aClusterCutInHalfDecidesNothingUntilItIsWhole() {
        Faults cut = Faults.NONE.withPartition(new Partition(.5, Duration.ofSeconds(5), Duration.ofSeconds(6)));
        long[] within = {0};
        long[] after = {0};

        SimulationResult result = Clusters.run(Clusters.lan(10).withFaults(cut), 1, 40, new Observer() {
            @Override
            public void decided(int node, long proposedNanos, long durationNanos) {
                long at = proposedNanos + durationNanos;
                within[0] += at > 5.2 * SECOND && at < 11 * SECOND ? 1 : 0;
                after[0] += at > 11 * SECOND ? 1 : 0;
            }
        });

        assertThat(within[0]).isZero();
        assertThat(after[0]).isPositive();
        assertThat(result.safetyViolations()).isZero();
        assertThat(result.latency().max()).isGreaterThan(5 * (double) SECOND);
    }

    /** The minority hears nothing while it is away, and still decides the same. */
    @Test
    void aMinorityThatWasCutOffIsTold() {
        Faults cut = Faults.NONE.withPartition(new Partition(.3, Duration.ofSeconds(5), Duration.ofSeconds(6)));
        long[] lastOf = new long[10];

        SimulationResult result = Clusters.run(Clusters.lan(10).withFaults(cut), 1, 20, new Observer() {
            @Override
            public void decided(int node, long proposedNanos, long durationNanos) {
                lastOf[node] = proposedNanos;
            }
        });

        assertThat(Arrays.stream(lastOf).min().orElseThrow()).isGreaterThan(18 * SECOND);
        assertThat(result.successShare()).isEqualTo(1);
        assertThat(result.safetyViolations()).isZero();
    }

    @Test
    void whatDoesNotFitIntoMemoryIsRefused() {
        ClusterConfig config = ClusterConfig.of(
                        10,
                        TopologyKind.FULLY_CONNECTED,
                        Condition.IDEAL,
                        new SignatureCosts("slow", 1_000, 20_000_000, 40_000, "chosen to fill memory"))
                .withCosts(NodeCosts.FREE)
                .withProtocol(Protocol.DEFAULT.withPipeline(8).withViewTimeout(Duration.ofSeconds(5)))
                .withOffered(5_000);

        SimulationResult small = Clusters.run(config.withProfile(new Profile("small", 1, 8)), 1, 5);
        SimulationResult large = Clusters.run(config.withProfile(new Profile("large", 1, 8_192)), 1, 5);

        assertThat(small.messagesRefused()).isPositive();
        assertThat(small.memoryBytesGreatest()).isLessThanOrEqualTo(8 << 20);
        assertThat(large.messagesRefused()).isZero();
    }

    @Test
    void aNodeThatHasTooLittleMemoryToStartIsAMistakeOfTheConfiguration() {
        ClusterConfig config = Clusters.lan(1_000).withProfile(new Profile("tiny", 1, 64));

        assertThatThrownBy(() -> Clusters.run(config, 1, 1))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("profile tiny has 64 MiB");
    }

    /** Clients that ask while nobody answers count from when they meant to ask: the queue is in the figures. */
    @Test
    void latencyIsFromTheIntendedStart() {
        ClusterConfig config = Clusters.onlyLinks(4, TopologyKind.FULLY_CONNECTED, 100)
                .withOffered(10)
                .withProtocol(Protocol.DEFAULT.withBlockOperations(1));

        SimulationResult result = Clusters.run(config, 1, 120); // a third of what is asked can be done

        assertThat(result.operationsPerSecond()).isCloseTo(1 / .3, within(.1));
        assertThat(result.latency().quantile(.5)).isBetween(9e9, 10.5e9); // the queue is as long as patience
        assertThat(result.failed() / 120.0).isCloseTo(10 - 1 / .3, within(1.0));
    }

    /** The warm-up is the same run; only what is counted begins later. */
    @Test
    void theWarmUpIsLeftOut() {
        SimulationResult whole = Clusters.run(Clusters.lan(10), 3, 30);
        SimulationResult warm = ClusterSimulation.run(
                Clusters.lan(10), 3, Duration.ofSeconds(10), Duration.ofSeconds(20), Observer.NONE);
        SimulationResult cold = Clusters.run(Clusters.lan(10), 3, 10);

        assertThat(cold.committed() + warm.committed()).isEqualTo(whole.committed());
        assertThat(cold.messagesSent() + warm.messagesSent()).isEqualTo(whole.messagesSent());
    }

    @Test
    void theSafeQuorumIsTwoFPlusOneOnlyOfThreeFPlusOneNodes() {
        assertThat(Protocol.DEFAULT.quorumOf(4)).isEqualTo(3);
        assertThat(Protocol.DEFAULT.quorumOf(100)).isEqualTo(67);
        assertThat(Protocol.DEFAULT.quorumOf(50)).isEqualTo(34); // f = 16; two of 33 may share Byzantine nodes alone
        for (int nodes = 1; nodes < 500; nodes++) {
            int quorum = Protocol.DEFAULT.quorumOf(nodes);
            assertThat(2 * quorum - nodes)
                    .as("shared by two quorums of %s", nodes)
                    .isGreaterThan(Protocol.tolerated(nodes));
            assertThat(quorum)
                    .as("without the Byzantine of %s", nodes)
                    .isLessThanOrEqualTo(nodes - Protocol.tolerated(nodes));
        }
    }
}

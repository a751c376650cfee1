package io.plumbline.producers.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What a node can send is limited: copies leave one after the other, and what is asked of an uplink that is busy waits. */
class UplinksPropertyTest {
    private static final long LATENCY = 7_000_000;
    private static final int VOTE_BYTES = 1_000;
    private static final int OPERATION_BYTES = 256;

    @Example
    void aCopyTakesItsSizeOverTheBandwidthAndWaitsForThoseBeforeIt() {
        Uplinks uplinks = uplinks(new Condition("narrow", 0, 0, 0, 8), Environment.LOCAL_SIMULATION);

        assertThat(uplinks.isLimited()).isTrue();
        assertThat(uplinks.sentAt(0, 1, 5_000, 1_000)).isEqualTo(1_005_000); // 8 Mbit/s are a byte each microsecond
        assertThat(uplinks.sentAt(0, 2, 5_000, 1_000)).isEqualTo(2_005_000);
        assertThat(uplinks.sentAt(1, 2, 6_000, 500)).as("each node has its own").isEqualTo(506_000);
        assertThat(uplinks.sentAt(0, 3, 9_000_000, 1_000)).as("it was idle").isEqualTo(10_000_000);
        uplinks.reset(0);
        assertThat(uplinks.sentAt(0, 3, 9_000_000, 1)).as("after a crash").isEqualTo(9_001_000);
    }

    @Example
    void linksWithinARegionShareNothingWithThoseBetween() {
        Uplinks uplinks = uplinks(new Condition("narrow", 50, 50, 0, 8), Environment.MULTI_REGION_CLOUD);

        assertThat(uplinks.sentAt(0, 1, 0, 1_000)).isEqualTo(1_000_000);
        assertThat(uplinks.sentAt(0, 4, 0, 1_000)).as("the same region").isZero();
    }

    /** To the nanosecond, for every node: by a reckoning that knows no events. */
    @Property(tries = 60)
    void everyNodeDecidesWhenTheUplinksSaySo(
            @ForAll @IntRange(min = 1, max = 25) int nodes,
            @ForAll @IntRange(min = 1, max = 100) int nanosOfByte,
            @ForAll @IntRange(max = 9) int seed) {
        Condition narrow = new Condition("narrow", 7, 7, 0, 8_000.0 / nanosOfByte);
        ClusterConfig config = Clusters.onlyLinks(nodes, TopologyKind.FULLY_CONNECTED, 7)
                .withCondition(narrow)
                .withCosts(new NodeCosts(0, 0, VOTE_BYTES, 0, 0))
                .withOffered(.05) // far apart: one round each
                .withProtocol(Protocol.DEFAULT.withBlockOperations(1));
        long[] seen = new long[nodes];
        int[] rounds = {0};

        Clusters.run(config, seed, 60, new Observer() {
            private int decisions;

            @Override
            public void decided(int node, long proposedNanos, long durationNanos) {
                seen[node] = durationNanos;
                if (++decisions % nodes == 0) {
                    rounds[0]++;
                    assertThat(seen).isEqualTo(expected(nodes, rounds[0] % nodes, nanosOfByte));
                }
            }
        });

        assertThat(rounds[0]).isPositive();
    }

    /** Each node sends in one order whatever its uplink can do, so that nothing can come earlier when that is less. */
    @Property(tries = 20, seed = "20261121")
    void lessBandwidthNeverLowersLatency(
            @ForAll @DoubleRange(min = .1, max = 50) double megabits,
            @ForAll @DoubleRange(min = 1, max = 10) double factor,
            @ForAll @IntRange(min = 1, max = 12) int nodes,
            @ForAll @LongRange(max = 99) long seed) {
        ClusterConfig config = Clusters.onlyLinks(nodes, TopologyKind.FULLY_CONNECTED, 1)
                .withCosts(new NodeCosts(0, 0, VOTE_BYTES, 0, 0))
                .withOffered(.05)
                .withProtocol(Protocol.DEFAULT.withViewTimeout(Duration.ofSeconds(60)));

        SimulationResult wide =
                Clusters.run(config.withCondition(new Condition("wide", 1, 9, .05, factor * megabits)), seed, 100);
        SimulationResult narrow =
                Clusters.run(config.withCondition(new Condition("narrow", 1, 9, .05, megabits)), seed, 100);

        assertThat(narrow.latency().count()).isEqualTo(wide.latency().count());
        if (wide.latency().count() > 0) {
            assertThat(narrow.latency().mean())
                    .isGreaterThanOrEqualTo(wide.latency().mean());
        }
    }

    /** When each node decides what {@code proposer} proposed at time 0. */
    private static long[] expected(int nodes, int proposer, int nanosOfByte) {
        long vote = (long) VOTE_BYTES * nanosOfByte;
        long proposal = (long) (VOTE_BYTES + OPERATION_BYTES) * nanosOfByte;
        long[] known = new long[nodes];
        for (int copy = 0; copy < nodes - 1; copy++) {
            known[receiver(nodes, proposer, copy)] = (copy + 1) * proposal + LATENCY;
        }
        long[] free = new long[nodes];
        free[proposer] = (nodes - 1) * proposal;
        return quorumAfter(quorumAfter(known, free, vote), free, vote);
    }

    /** When each node has a quorum of the votes that all send at these times, over uplinks that are free then. */
    private static long[] quorumAfter(long[] votedAt, long[] free, long vote) {
        int nodes = votedAt.length;
        long[][] has = new long[nodes][nodes];
        for (int voter = 0; voter < nodes; voter++) {
            has[voter][voter] = votedAt[voter];
            long leaves = Math.max(votedAt[voter], free[voter]);
            for (int copy = 0; copy < nodes - 1; copy++) {
                leaves += vote;
                has[receiver(nodes, voter, copy)][voter] = leaves + LATENCY;
            }
            free[voter] = leaves;
        }
        int quorum = Protocol.DEFAULT.quorumOf(nodes);
        return IntStream.range(0, nodes)
                .mapToLong(node -> Math.max(
                        votedAt[node],
                        LongStream.of(has[node])
                                .sorted()
                                .skip(quorum - 1L)
                                .findFirst()
                                .orElseThrow()))
                .toArray();
    }

    /** A node sends to all others in the order of their numbers, but begins with another one than its neighbours do. */
    private static int receiver(int nodes, int sender, int copy) {
        int[] others = IntStream.range(0, nodes).filter(node -> node != sender).toArray();
        return others[(copy + sender) % others.length];
    }

    private static Uplinks uplinks(Condition condition, Environment environment) {
        ClusterConfig config = ClusterConfig.of(8, TopologyKind.FULLY_CONNECTED, condition, Clusters.FREE_SIGNATURES)
                .withEnvironment(environment);
        return new Uplinks(new Placement(config), 8);
    }
}

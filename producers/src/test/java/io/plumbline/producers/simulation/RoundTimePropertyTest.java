package io.plumbline.producers.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Without variance and loss a round's time follows from the lengths of paths: to the nanosecond, for every node. */
class RoundTimePropertyTest {
    private static final long LATENCY = 7_000_000;

    @Property(tries = 60)
    void everyNodeDecidesWhenThePathsSaySo(
            @ForAll TopologyKind topology,
            @ForAll @IntRange(min = 1, max = 40) int nodes,
            @ForAll @IntRange(max = 9) int seed) {
        ClusterConfig config = Clusters.onlyLinks(nodes, topology, 7).withOffered(.05); // far apart: one round each
        long[][] distances = distances(Links.of(topology, nodes, new Draws(seed).of("links")));
        int[] rounds = {0};
        long[] seen = new long[nodes];

        Clusters.run(config, seed, 60, new Observer() {
            private int decisions;

            @Override
            public void decided(int node, long proposedNanos, long durationNanos) {
                seen[node] = durationNanos;
                if (++decisions % nodes == 0) {
                    rounds[0]++;
                    assertThat(seen).isEqualTo(expected(distances, rounds[0] % nodes));
                }
            }
        });

        assertThat(rounds[0]).isPositive();
    }

    /** Proposal, prepare, commit: three times over a link, where everybody is linked to everybody. */
    @Example
    void aRoundAmongAllIsThreeLatencies() {
        SimulationResult result = Clusters.run(
                Clusters.onlyLinks(7, TopologyKind.FULLY_CONNECTED, 7).withOffered(.2), 1, 60);

        assertThat(result.latency().min()).isEqualTo(3 * LATENCY);
        assertThat(result.latency().max()).isEqualTo(3 * LATENCY);
    }

    /** From leaf to leaf there are two links, so that leaves decide after six; to the hub the last vote takes only one. */
    @Example
    void aRoundOverAHubTakesTwoLinksForEachPhase() {
        long[] expected = expected(distances(Links.of(TopologyKind.STAR, 10, new Draws(1))), 3);

        assertThat(expected[0]).isEqualTo(5 * LATENCY);
        assertThat(expected[3]).isEqualTo(6 * LATENCY);
    }

    /** One node alone: it signs a proposal and two votes. */
    @Example
    void aRoundOfOneNodeIsThreeSignatures() {
        SimulationResult result = Clusters.run(Clusters.lan(1).withOffered(1), 1, 60);

        assertThat(result.latency().min()).isEqualTo(3.0 * Clusters.SIGNATURES.signNanos());
        assertThat(result.latency().max()).isEqualTo(3.0 * Clusters.SIGNATURES.signNanos());
    }

    /**
     * Two nodes, quorum 2, worked by hand for the node that did not propose: it has the proposal after the proposer
     * signed and sent it and it was taken in and verified with its one operation; the proposer's vote is verified by
     * then on another processor; it signs and sends its own, the proposer verifies that and commits, and that commit is
     * the last to come.
     */
    @Example
    void costsOfNodesAddUpAlongThePath() {
        NodeCosts costs = new NodeCosts(5_000, 2_000, 0, 0, 0);
        SignatureCosts signatures = new SignatureCosts("test", 30_000, 90_000, 64, "by hand");
        ClusterConfig config = ClusterConfig.of(2, TopologyKind.RING, new Condition("flat", 7, 7, 0), signatures)
                .withCosts(costs)
                .withOffered(.2);
        long[] durations = new long[2];
        Clusters.run(config, 1, 10, new Observer() {
            @Override
            public void decided(int node, long proposedNanos, long durationNanos) {
                durations[node] = durationNanos;
            }
        });

        long hop = 2_000 + LATENCY + 5_000; // sent, carried, taken in
        long proposal = 30_000 + hop + 2 * 90_000;
        long vote = 30_000 + hop + 90_000;
        assertThat(Arrays.stream(durations).max().orElseThrow()).isEqualTo(proposal + 2 * vote);
    }

    /** When each node decides what {@code proposer} proposed at time 0. */
    private static long[] expected(long[][] distance, int proposer) {
        int nodes = distance.length;
        int quorum = Protocol.DEFAULT.quorumOf(nodes);
        long[] known = distance[proposer];
        long[] prepared = new long[nodes];
        Arrays.setAll(prepared, node -> Math.max(known[node], quorumAt(node, known, distance, quorum)));
        long[] decided = new long[nodes];
        Arrays.setAll(decided, node -> Math.max(known[node], quorumAt(node, prepared, distance, quorum)));
        return decided;
    }

    private static long quorumAt(int node, long[] sent, long[][] distance, int quorum) {
        return IntStream.range(0, sent.length)
                .mapToLong(voter -> sent[voter] + distance[voter][node])
                .sorted()
                .skip(quorum - 1L)
                .findFirst()
                .orElseThrow();
    }

    /** Floyd and Warshall: nothing that the simulation uses itself. */
    private static long[][] distances(Links links) {
        int nodes = links.nodes();
        long[][] distance = new long[nodes][nodes];
        for (int from = 0; from < nodes; from++) {
            Arrays.fill(distance[from], Integer.MAX_VALUE * LATENCY);
            distance[from][from] = 0;
            for (int to : links.neighbours(from)) {
                distance[from][to] = LATENCY;
            }
        }
        for (int via = 0; via < nodes; via++) {
            for (int from = 0; from < nodes; from++) {
                for (int to = 0; to < nodes; to++) {
                    distance[from][to] = Math.min(distance[from][to], distance[from][via] + distance[via][to]);
                }
            }
        }
        return distance;
    }
}

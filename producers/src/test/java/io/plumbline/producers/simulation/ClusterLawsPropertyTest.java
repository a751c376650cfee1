package io.plumbline.producers.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.producers.simulation.Clusters.Log;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What must hold for every cluster. Two clusters are compared under the same luck: see {@link Draws}. */
class ClusterLawsPropertyTest {
    @Property(tries = 20, seed = "20261121")
    void theSameSeedTellsTheSameStory(
            @ForAll("clusters") ClusterConfig config, @ForAll @LongRange(max = 99) long seed) {
        Log first = new Log();
        Log second = new Log();

        SimulationResult once = Clusters.run(config, seed, 10, first);
        SimulationResult again = Clusters.run(config, seed, 10, second);

        assertThat(first.lines).isEqualTo(second.lines).isNotEmpty();
        assertThat(once).isEqualTo(again);
        assertThat(Clusters.run(config, seed, 10)).as("observed or not").isEqualTo(once);
    }

    @Property(tries = 20, seed = "20261121")
    void noMessageComesFromNowhereOrVanishes(
            @ForAll("clusters") ClusterConfig config, @ForAll @LongRange(max = 99) long seed) {
        SimulationResult result = Clusters.run(config, seed, 10);

        assertThat(result.messagesSent())
                .isEqualTo(result.messagesDelivered() + result.messagesLost() + result.messagesInFlight());
        assertThat(result.messagesInFlight()).isNotNegative();
        assertThat(result.messagesLost()).isGreaterThanOrEqualTo(result.messagesRetransmitted());
        assertThat(result.cpuShareGreatest()).isBetween(result.cpuShare(), 1.0);
    }

    @Property(tries = 20, seed = "20261121")
    void correctNodesAgreeWhateverATolerableMinorityDoes(
            @ForAll("clusters") ClusterConfig config, @ForAll @LongRange(max = 99) long seed) {
        assertThat(Clusters.run(config, seed, 10).safetyViolations()).isZero();
    }

    @Property(tries = 20, seed = "20261121")
    void aTolerableMinorityStopsNothing(
            @ForAll @IntRange(min = 4, max = 30) int nodes,
            @ForAll Behaviour behaviour,
            @ForAll @LongRange(max = 99) long seed) {
        Faults faults = Faults.byzantine((double) Protocol.tolerated(nodes) / nodes, behaviour);

        SimulationResult result = Clusters.run(Clusters.lan(nodes).withFaults(faults), seed, 20);

        assertThat(result.successShare()).isEqualTo(1);
        assertThat(result.operationsPerSecond()).isCloseTo(10, within(3.0));
    }

    @Property(tries = 20, seed = "20261121")
    void moreThanAThirdThatKeepTheirVotesStopEverythingSafely(
            @ForAll @IntRange(min = 1, max = 30) int nodes, @ForAll @LongRange(max = 99) long seed) {
        int byzantine = nodes / 3 + 1;
        if (byzantine == nodes) {
            return; // nobody is left to observe
        }
        SimulationResult result =
                Clusters.run(Clusters.lan(nodes).withFaults(Faults.byzantine((double) byzantine / nodes)), seed, 20);

        assertThat(result.committed()).isZero();
        assertThat(result.failed()).isPositive();
        assertThat(result.safetyViolations()).isZero();
    }

    /** Operations far apart, so that each is a round of its own: two that share a proposal may gain from a late one. */
    @Property(tries = 15, seed = "20261121")
    void moreLossNeverLowersLatency(
            @ForAll @DoubleRange(max = .2) double loss,
            @ForAll @DoubleRange(max = .2) double more,
            @ForAll @IntRange(min = 1, max = 12) int nodes,
            @ForAll @LongRange(max = 99) long seed) {
        ClusterConfig config = Clusters.onlyLinks(nodes, TopologyKind.FULLY_CONNECTED, 1)
                .withOffered(.1)
                .withProtocol(Protocol.DEFAULT.withViewTimeout(Duration.ofSeconds(60)));

        SimulationResult less = Clusters.run(config.withCondition(new Condition("less", 1, 9, loss)), seed, 100);
        SimulationResult most = Clusters.run(config.withCondition(new Condition("more", 1, 9, loss + more)), seed, 100);

        assertThat(most.latency().count()).isEqualTo(less.latency().count());
        if (less.latency().count() > 0) {
            assertThat(most.latency().mean())
                    .isGreaterThanOrEqualTo(less.latency().mean());
        }
    }

    @Property(tries = 20, seed = "20261121")
    void moreLatencyNeverRaisesThroughput(
            @ForAll @DoubleRange(min = 1, max = 50) double latency,
            @ForAll @DoubleRange(min = 1, max = 3) double factor,
            @ForAll TopologyKind topology,
            @ForAll @LongRange(max = 99) long seed) {
        ClusterConfig config = saturated(Clusters.onlyLinks(10, topology, 1), 1_000);

        SimulationResult near =
                Clusters.run(config.withCondition(new Condition("near", latency, 2 * latency, 0)), seed, 20);
        SimulationResult far = Clusters.run(
                config.withCondition(new Condition("far", factor * latency, factor * 2 * latency, 0)), seed, 20);

        assertThat(far.operationsPerSecond()).isLessThanOrEqualTo(near.operationsPerSecond());
    }

    @Property(tries = 20, seed = "20261121")
    void moreProcessorsNeverLowerThroughput(
            @ForAll @IntRange(min = 4, max = 16) int nodes,
            @ForAll @IntRange(max = 3) int profile,
            @ForAll @LongRange(max = 99) long seed) {
        ClusterConfig config = saturated(Clusters.lan(nodes).withCondition(Condition.IDEAL), 20_000);

        SimulationResult fewer = Clusters.run(config.withProfile(Profile.ALL.get(profile)), seed, 2);
        SimulationResult more = Clusters.run(config.withProfile(Profile.ALL.get(profile + 1)), seed, 2);

        assertThat(more.operationsPerSecond()).isGreaterThanOrEqualTo(fewer.operationsPerSecond());
    }

    private static ClusterConfig saturated(ClusterConfig config, double offeredPerSecond) {
        return config.withOffered(offeredPerSecond).withProtocol(Protocol.DEFAULT.withBlockOperations(1));
    }

    @Provide
    Arbitrary<ClusterConfig> clusters() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 20),
                        Arbitraries.of(TopologyKind.class),
                        Arbitraries.of(
                                Condition.LAN,
                                Condition.IDEAL,
                                new Condition("lossy", 1, 20, .1),
                                new Condition("narrow", 1, 20, .05, 2)),
                        Arbitraries.of(Environment.class),
                        Arbitraries.of(Behaviour.class).list().ofSize(2),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.of(true, false))
                .as((nodes, topology, condition, environment, behaviours, outages, pipeline, rotating) ->
                        ClusterConfig.of(nodes, topology, condition, Clusters.SIGNATURES)
                                .withEnvironment(environment)
                                .withProtocol(
                                        Protocol.DEFAULT.withPipeline(pipeline).withRotating(rotating))
                                .withFaults(faults(nodes, behaviours, outages)));
    }

    private static Faults faults(int nodes, List<Behaviour> behaviours, int outages) {
        Faults faults = new Faults((double) Protocol.tolerated(nodes) / nodes, behaviours, List.of(), List.of());
        if (outages % 2 == 1) {
            faults = faults.withCrash(new Crash(.3, Duration.ofSeconds(2), Duration.ofSeconds(3)));
        }
        if (outages > 1) {
            faults = faults.withPartition(new Partition(.5, Duration.ofSeconds(4), Duration.ofSeconds(4)));
        }
        return faults;
    }
}

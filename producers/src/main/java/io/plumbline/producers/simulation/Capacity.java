package io.plumbline.producers.simulation;

import io.plumbline.settings.Settings;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What nodes have, what a round of decisions takes of it, and so how long to wait for one. */
final class Capacity {
    /** Proposal, prepare votes, commit votes. */
    private static final int PHASES = 3;

    private static final long LEAST_PATIENCE_NANOS = 100_000_000;

    private Capacity() {}

    /** @throws io.plumbline.settings.ConfigException if a node has too little memory to start */
    static Processors of(ClusterConfig config, Placement placement, Links links) {
        NodeCosts costs = config.costs();
        long vote = (long) costs.messageBytes() + config.signatures().signatureBytes();
        long votes = 2 * vote * config.nodes() * config.protocol().pipeline();
        long[] fixed = IntStream.range(0, config.nodes())
                .mapToLong(node -> costs.processBytes() + links.degree(node) * costs.linkBytes() + votes)
                .toArray();
        long most = Arrays.stream(fixed).max().orElse(0);
        Settings.check(
                most < config.profile().memoryBytes(),
                "profile " + config.profile().name() + " has "
                        + config.profile().memoryMebibytes()
                        + " MiB of memory, but a node of " + config.nodes() + ", " + config.topology() + ", needs "
                        + ((most >> 20) + 1) + " MiB before any message has come");
        int[] processors =
                IntStream.range(0, config.nodes()).map(placement::processors).toArray();
        return new Processors(processors, fixed, config.profile().memoryBytes());
    }

    /**
     * How long to wait for a decision before turning to another proposer: twice what a full round takes at most with
     * nothing lost, and a tenth of a second.
     */
    static long patienceNanos(ClusterConfig config, Placement placement, Links links, Routes routes) {
        long given = config.protocol().viewTimeout().toNanos();
        if (given > 0) {
            return given;
        }
        long latency = 0;
        for (Condition condition : placement.conditions()) {
            latency = Math.max(latency, condition.maxLatencyNanos());
        }
        long onLinks = (long) PHASES * routes.depth() * latency;
        long onUplinks = uplinkNanos(config, placement, links, routes);
        return 2 * (onLinks + onUplinks + processorNanos(config, placement, routes)) + LEAST_PATIENCE_NANOS;
    }

    /** Processor time that the busiest node needs for all heights of a full pipeline. */
    private static long processorNanos(ClusterConfig config, Placement placement, Routes routes) {
        NodeCosts costs = config.costs();
        long verify = config.signatures().verifyNanos();
        long votes = 2 * (config.nodes() * (costs.receiveNanos() + verify) + routes.mostCopies() * costs.sendNanos());
        long proposal = PHASES * config.signatures().signNanos()
                + verify * config.protocol().blockOperations();
        int fewest = IntStream.range(0, config.nodes())
                .map(placement::processors)
                .min()
                .orElse(1);
        return config.protocol().pipeline() * (votes / fewest + proposal * (1 + routes.depth()));
    }

    /** Time that the busiest uplink needs for all heights of a full pipeline: a proposal on each link of a path, and votes. */
    private static long uplinkNanos(ClusterConfig config, Placement placement, Links links, Routes routes) {
        double nanosOfByte = placement.conditions().stream()
                .mapToDouble(Condition::nanosOfByte)
                .max()
                .orElse(0);
        long signed = config.signatures().signatureBytes();
        long vote = config.costs().messageBytes() + signed;
        long proposal =
                vote + config.protocol().blockOperations() * (config.protocol().operationBytes() + signed);
        int mostLinks =
                IntStream.range(0, config.nodes()).map(links::degree).max().orElse(0);
        double bytes = 2.0 * routes.mostCopies() * vote + (double) routes.depth() * mostLinks * proposal;
        return Math.round(config.protocol().pipeline() * bytes * nanosOfByte);
    }
}

package io.plumbline.producers.simulation;

import io.plumbline.settings.Settings;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A cluster and what is done to it; with a seed it says everything about a run.
 *
 * @param nodes of the cluster
 * @param topology which of them are linked
 * @param condition of the links
 * @param profile of the nodes
 * @param environment where they stand
 * @param faults what goes wrong
 * @param offeredPerSecond operations that clients ask of the whole cluster, at times that do not depend on its answers
 * @param signatures what signatures cost
 * @param costs what else costs
 * @param protocol how they agree
 */
public record ClusterConfig(
        int nodes,
        TopologyKind topology,
        Condition condition,
        Profile profile,
        Environment environment,
        Faults faults,
        double offeredPerSecond,
        SignatureCosts signatures,
        NodeCosts costs,
        Protocol protocol) {
    /** Routes take four bytes for each pair of nodes. */
    public static final int MOST_NODES = 4_000;

    public ClusterConfig {
        Settings.check(nodes >= 1 && nodes <= MOST_NODES, "a cluster has 1 to " + MOST_NODES + " nodes, not " + nodes);
        Settings.check(
                offeredPerSecond > 0 && offeredPerSecond <= 1e6,
                "offered load must be above 0 and at most a million operations per second, was " + offeredPerSecond);
        Settings.check(
                faults.byzantineNodes(nodes) < nodes,
                "all " + nodes + " nodes are Byzantine: nobody is left to observe");
        Settings.check(
                protocol.quorum() <= nodes,
                "a quorum of " + protocol.quorum() + " needs more than " + nodes + " nodes");
    }

    /** Ten operations per second to standard nodes of which all are correct, with every link in this condition. */
    public static ClusterConfig of(int nodes, TopologyKind topology, Condition condition, SignatureCosts signatures) {
        return new ClusterConfig(
                nodes,
                topology,
                condition,
                Profile.STANDARD,
                Environment.LOCAL_SIMULATION,
                Faults.NONE,
                10,
                signatures,
                NodeCosts.ASSUMED,
                Protocol.DEFAULT);
    }

    public ClusterConfig withProfile(Profile given) {
        return with(draft -> draft.profile = given);
    }

    public ClusterConfig withCondition(Condition given) {
        return with(draft -> draft.condition = given);
    }

    public ClusterConfig withEnvironment(Environment given) {
        return with(draft -> draft.environment = given);
    }

    public ClusterConfig withFaults(Faults given) {
        return with(draft -> draft.faults = given);
    }

    public ClusterConfig withOffered(double perSecond) {
        return with(draft -> draft.offeredPerSecond = perSecond);
    }

    public ClusterConfig withCosts(NodeCosts given) {
        return with(draft -> draft.costs = given);
    }

    public ClusterConfig withProtocol(Protocol given) {
        return with(draft -> draft.protocol = given);
    }

    private ClusterConfig with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.config();
    }

    /** All of it as flat text: what a RunEvent carries. */
    public Map<String, String> flat() {
        return FlatRecord.of(this);
    }

    /** A configuration of which one part is about to change. */
    private static final class Draft {
        private final ClusterConfig from;
        private Condition condition;
        private Profile profile;
        private Environment environment;
        private Faults faults;
        private double offeredPerSecond;
        private NodeCosts costs;
        private Protocol protocol;

        private Draft(ClusterConfig from) {
            this.from = from;
            condition = from.condition;
            profile = from.profile;
            environment = from.environment;
            faults = from.faults;
            offeredPerSecond = from.offeredPerSecond;
            costs = from.costs;
            protocol = from.protocol;
        }

        private ClusterConfig config() {
            return new ClusterConfig(
                    from.nodes,
                    from.topology,
                    condition,
                    profile,
                    environment,
                    faults,
                    offeredPerSecond,
                    from.signatures,
                    costs,
                    protocol);
        }
    }
}

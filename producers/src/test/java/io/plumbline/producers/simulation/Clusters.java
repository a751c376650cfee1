package io.plumbline.producers.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Clusters for tests: small, and with figures of which answers are easily computed. */
final class Clusters {
    static final SignatureCosts FREE_SIGNATURES = new SignatureCosts("none", 0, 0, 0, "costs nothing, for tests");
    /** About what Ed25519 takes in Java on a server of 2024: the laws do not depend on it. */
    static final SignatureCosts SIGNATURES = new SignatureCosts("test", 30_000, 90_000, 64, "chosen for tests");

    private Clusters() {}

    /** Only links take time, the same for each. */
    static ClusterConfig onlyLinks(int nodes, TopologyKind topology, double latencyMillis) {
        return ClusterConfig.of(
                        nodes, topology, new Condition("constant", latencyMillis, latencyMillis, 0), FREE_SIGNATURES)
                .withCosts(NodeCosts.FREE);
    }

    static ClusterConfig lan(int nodes) {
        return ClusterConfig.of(nodes, TopologyKind.FULLY_CONNECTED, Condition.LAN, SIGNATURES);
    }

    static SimulationResult run(ClusterConfig config, long seed, int seconds) {
        return run(config, seed, seconds, Observer.NONE);
    }

    static SimulationResult run(ClusterConfig config, long seed, int seconds, Observer observer) {
        return ClusterSimulation.run(config, seed, Duration.ZERO, Duration.ofSeconds(seconds), observer);
    }

    /** Writes down everything it is told. */
    static final class Log implements Observer {
        final List<String> lines = new ArrayList<>();

        @Override
        public void operation(int node, long intendedNanos, long durationNanos, boolean committed, int bytes) {
            write("operation %d %d %d %b %d", node, intendedNanos, durationNanos, committed, bytes);
        }

        @Override
        public void decided(int node, long proposedNanos, long durationNanos) {
            write("decided %d %d %d", node, proposedNanos, durationNanos);
        }

        @Override
        public void viewChange(int node, long sinceNanos, long durationNanos) {
            write("view change %d %d %d", node, sinceNanos, durationNanos);
        }

        @Override
        public void interval(NodeInterval interval) {
            lines.add(interval.toString());
        }

        private void write(String format, Object... values) {
            lines.add(String.format(Locale.ROOT, format, values));
        }
    }
}

package io.plumbline.producers.scale;

import io.plumbline.producers.simulation.ClusterConfig;
import io.plumbline.producers.simulation.Condition;
import io.plumbline.producers.simulation.Faults;
import io.plumbline.producers.simulation.Observer;
import io.plumbline.producers.simulation.SignatureCosts;
import io.plumbline.producers.simulation.TopologyKind;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Simulated clusters that differ in one thing, so that their figures show what that does. */
public enum Comparison {
    /** How long an operation takes where load is light. */
    CONSENSUS("How long does a decision take, by the number of nodes?") {
        @Override
        List<Case> cases(SignatureCosts signatures) {
            return IntStream.of(4, 10, 40, 100)
                    .mapToObj(nodes -> new Case(
                            nodes + " nodes", cluster(nodes, signatures).withOffered(LIGHT)))
                    .toList();
        }
    },
    /** How many operations are done where more and more are asked for. */
    THROUGHPUT("How many operations are decided, by the number that is offered?") {
        @Override
        List<Case> cases(SignatureCosts signatures) {
            return IntStream.of(10, 100, 500, 1_000, 5_000)
                    .mapToObj(offered -> new Case(
                            offered + " operations/s offered",
                            cluster(NODES, signatures).withOffered(offered)))
                    .toList();
        }
    },
    CONDITIONS("What do latency and loss of the network do?") {
        @Override
        List<Case> cases(SignatureCosts signatures) {
            return Condition.ALL.stream()
                    .map(condition -> new Case(
                            condition.name(),
                            cluster(NODES, signatures).withOffered(LOAD).withCondition(condition)))
                    .toList();
        }
    },
    /** Up to a third of the nodes, and beyond: there nothing may be decided, least of all two things. */
    BYZANTINE("What do Byzantine nodes do, under load?") {
        @Override
        List<Case> cases(SignatureCosts signatures) {
            return DoubleStream.of(0, 0.1, 0.2, 0.33, 0.4)
                    .mapToObj(ratio -> new Case(
                            String.format(Locale.ROOT, "%.0f %% Byzantine", 100 * ratio),
                            cluster(NODES, signatures).withOffered(LOAD).withFaults(Faults.byzantine(ratio))))
                    .toList();
        }
    };

    private static final int NODES = 40;
    private static final double LOAD = 50;
    private static final double LIGHT = 5;

    private final String question;

    Comparison(String question) {
        this.question = question;
    }

    /** @param label what sets it apart from the others */
    public record Case(String label, ClusterConfig config) {}

    /** @param result of the case's cluster */
    public record Figures(Case compared, StepResult result) {}

    /** In the order of the cases, which are simulated side by side. */
    public List<Figures> measure(SignatureCosts signatures, long seed, Timing timing) {
        return cases(signatures).parallelStream()
                .map(compared ->
                        new Figures(compared, SimulatedTarget.measure(compared.config, seed, timing, Observer.NONE)))
                .toList();
    }

    public String question() {
        return question;
    }

    abstract List<Case> cases(SignatureCosts signatures);

    private static ClusterConfig cluster(int nodes, SignatureCosts signatures) {
        return ClusterConfig.of(nodes, TopologyKind.MESH, Condition.LAN, signatures);
    }
}

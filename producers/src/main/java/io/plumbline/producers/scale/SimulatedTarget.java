package io.plumbline.producers.scale;

import io.plumbline.producers.publish.EventSink;
import io.plumbline.producers.simulation.ClusterConfig;
import io.plumbline.producers.simulation.ClusterSimulation;
import io.plumbline.producers.simulation.Faults;
import io.plumbline.producers.simulation.ForwardingObserver;
import io.plumbline.producers.simulation.NodeInterval;
import io.plumbline.producers.simulation.Observer;
import io.plumbline.producers.simulation.SignatureCosts;
import io.plumbline.producers.simulation.SimulatedEvents;
import io.plumbline.producers.simulation.SimulationResult;
import io.plumbline.schemas.topic.TopicCatalogue;
import java.time.Instant;
import java.util.concurrent.CancellationException;

/** Clusters that are simulated, each in a thread of its own, in virtual time. */
public final class SimulatedTarget implements Target {
    private static final double NANOS_OF_MILLI = 1e6;

    private final SignatureCosts signatures;
    private final long seed;

    public SimulatedTarget(SignatureCosts signatures, long seed) {
        this.signatures = signatures;
        this.seed = seed;
    }

    @Override
    public StepResult measure(Step step) {
        return measure(step, Observer.NONE);
    }

    StepResult measure(Step step, Observer observer) {
        return measure(config(step), step.seed(seed), step.curve().timing(), observer);
    }

    static StepResult measure(ClusterConfig config, long seed, Timing timing, Observer observer) {
        SimulationResult result =
                ClusterSimulation.run(config, seed, timing.warmup(), timing.measured(), new Interruptible(observer));
        return result(config.nodes(), result);
    }

    @Override
    public boolean isParallel() {
        return true;
    }

    /** Publishes what the nodes of a step do. */
    SimulatedEvents events(Step step, EventSink sink, TopicCatalogue topics, RunEvents run, Instant start) {
        SimulatedEvents.Name name = new SimulatedEvents.Name(run.system(), run.run(), "");
        return new SimulatedEvents(sink, topics, name, config(step), step.seed(seed), start);
    }

    /** Every node is asked as often as any other, so that load grows with the nodes. */
    ClusterConfig config(Step step) {
        Cluster cluster = step.curve().cluster().orElseThrow();
        return ClusterConfig.of(step.nodes(), cluster.topology(), cluster.condition(), signatures)
                .withProfile(cluster.profile())
                .withEnvironment(cluster.environment())
                .withFaults(Faults.byzantine(cluster.byzantineRatio()))
                .withOffered(cluster.operationsPerSecond() * step.nodes());
    }

    private static StepResult result(int nodes, SimulationResult result) {
        double seconds = result.measured().toNanos() / 1e9;
        boolean hasOperations = result.committed() > 0;
        boolean hasMessages = result.messagesDelivered() + result.messagesLost() > 0;
        return new StepResult(
                nodes,
                seconds,
                result.committed(),
                result.failed(),
                result.operationsPerSecond(),
                hasOperations ? result.latency().mean() / NANOS_OF_MILLI : null,
                quantileMillis(result, 0.5),
                quantileMillis(result, 0.95),
                quantileMillis(result, 0.99),
                hasOperations ? (double) result.messagesSent() / result.committed() : null,
                hasMessages ? result.deliveredShare() : null,
                result.bytesSent() / seconds,
                result.cpuShareGreatest(),
                (double) result.memoryBytesGreatest(),
                null,
                result.safetyViolations(),
                result.viewChanges());
    }

    private static Double quantileMillis(SimulationResult result, double q) {
        return result.committed() > 0 ? result.latency().quantile(q) / NANOS_OF_MILLI : null;
    }

    /** Gives a simulation up within a virtual second when its thread is interrupted. */
    private static final class Interruptible extends ForwardingObserver {
        Interruptible(Observer next) {
            super(next);
        }

        @Override
        public void interval(NodeInterval interval) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the simulation was given up");
            }
            super.interval(interval);
        }
    }
}

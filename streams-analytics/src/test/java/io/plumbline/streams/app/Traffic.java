package io.plumbline.streams.app;

import static io.plumbline.streams.topology.Agent.event;

import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.streams.BatchComputation;
import io.plumbline.streams.topology.Agent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Agents that send without a break while a test does something else: a tenth of a second of event time after another. */
final class Traffic {
    private final TestCluster cluster;
    private final List<Agent> agents = new ArrayList<>();
    private final BatchComputation computation = new BatchComputation();
    private final CompletableFuture<Void> done;
    private volatile boolean stopped;

    private Traffic(TestCluster cluster, int nodes) {
        this.cluster = cluster;
        for (int node = 0; node < nodes; node++) {
            agents.add(new Agent("node-" + node));
        }
        done = CompletableFuture.runAsync(this::run);
    }

    static Traffic start(TestCluster cluster, int nodes) {
        return new Traffic(cluster, nodes);
    }

    /** Ends it. Returns what must come of all that was sent. */
    BatchComputation stop() throws Exception {
        stopped = true;
        done.get(60, TimeUnit.SECONDS);
        return computation;
    }

    private void run() {
        for (long millis = 100_000; !stopped; millis += 100) {
            for (Agent agent : agents) {
                send(agent.batch(event("charge", millis, 1_000 + millis % 77), event("ship", millis + 50, 2_000)));
            }
        }
    }

    private void send(MeasurementBatch batch) {
        try {
            cluster.send(batch);
            computation.take(batch);
        } catch (Exception e) {
            throw new IllegalStateException("cannot send", e);
        }
    }
}

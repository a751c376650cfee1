package io.plumbline.cli.simulate;

import io.plumbline.cli.Outlet;
import io.plumbline.producers.scale.RunEvents;
import io.plumbline.producers.simulation.ClusterConfig;
import io.plumbline.producers.simulation.Observer;
import io.plumbline.producers.simulation.SimulatedEvents;
import io.plumbline.schemas.event.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Publishes a simulation to Kafka: its run, and what its nodes do. */
final class Publication {
    private final Outlet outlet;
    private final RunEvents run;
    private final SimulatedEvents events;
    private final int nodes;
    private final Instant start;

    /** @param start when virtual time began */
    Publication(Outlet outlet, SimulatedEvents.Name name, ClusterConfig config, long seed, Instant start) {
        this.outlet = outlet;
        this.start = start;
        nodes = config.nodes();
        Map<String, String> configuration = new TreeMap<>(config.flat());
        configuration.put("seed", Long.toString(seed));
        run = new RunEvents(
                outlet.publisher(), outlet.topics().runs(), name.system(), name.run(), Origin.SIMULATED, configuration);
        events = new SimulatedEvents(outlet.publisher(), outlet.topics(), name, config, seed, start);
    }

    Observer begin(Duration warmup) {
        run.started(nodes, start);
        if (!warmup.isZero()) {
            run.warmUp(nodes, start);
        }
        run.measured(nodes, start.plus(warmup));
        return events;
    }

    /**
     * Publishes what is left, and returns how many records Kafka has stored.
     *
     * @throws io.plumbline.producers.publish.PublishException if not all are
     */
    long finish(Duration simulated) {
        events.finish(simulated);
        run.finished(nodes, start.plus(simulated));
        outlet.publisher().flush();
        return outlet.publisher().acknowledged();
    }
}

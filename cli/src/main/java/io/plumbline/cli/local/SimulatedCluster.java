package io.plumbline.cli.local;

import io.plumbline.cli.Outlet;
import io.plumbline.cli.simulate.Watch;
import io.plumbline.producers.signature.SignatureAlgorithm;
import io.plumbline.producers.signature.SignatureBench;
import io.plumbline.producers.signature.SignatureFigures;
import io.plumbline.producers.simulation.ClusterConfig;
import io.plumbline.producers.simulation.ClusterSimulation;
import io.plumbline.producers.simulation.Condition;
import io.plumbline.producers.simulation.SignatureCosts;
import io.plumbline.producers.simulation.SimulatedEvents;
import io.plumbline.producers.simulation.TopologyKind;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A simulated cluster beside this host, at real pace and until it is closed: a mesh over a WAN, its signatures as dear as
 * they are here. Its events are marked as simulated, and are of a system of that name.
 */
final class SimulatedCluster implements AutoCloseable {
    static final String SYSTEM = "simulated";

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedCluster.class);
    private static final long SEED = 1;
    private static final Duration LONGEST = Duration.ofDays(365);

    private final ClusterConfig config;
    private final Outlet outlet;
    private final SimulatedEvents events;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread;
    private Duration reached = Duration.ZERO;

    private SimulatedCluster(int nodes, Settings settings, TopicCatalogue topics, String run) {
        config = ClusterConfig.of(nodes, TopologyKind.MESH, Condition.WAN, signatures());
        outlet = Outlet.open(topics, settings.under("kafka."), RegistryClient.create(settings.under("registry.")));
        Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        events = new SimulatedEvents(
                outlet.publisher(), topics, new SimulatedEvents.Name(SYSTEM, run, ""), config, SEED, start);
        thread = new Thread(this::simulate, "simulated-cluster");
    }

    static SimulatedCluster start(int nodes, Settings settings, TopicCatalogue topics, String run) {
        SimulatedCluster cluster = new SimulatedCluster(nodes, settings, topics, run);
        cluster.thread.start();
        return cluster;
    }

    /** The boot of its nodes. */
    String boot() {
        return events.firstBoot();
    }

    /** Ends the simulation, and returns when its events are stored, or it is known that they cannot be. */
    @Override
    public void close() {
        ending.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void simulate() {
        long began = System.nanoTime();
        try (outlet) {
            try {
                ClusterSimulation.run(config, SEED, Duration.ZERO, LONGEST, new Watch(events, simulated -> {
                    reached = simulated;
                    long ahead = began + simulated.toNanos() - System.nanoTime();
                    return ending.await(Math.max(0, ahead), TimeUnit.NANOSECONDS);
                }));
            } catch (CancellationException e) {
                LOG.info("{}", e.getMessage());
            }
            events.finish(reached);
            outlet.publisher().flush();
        } catch (RuntimeException e) {
            LOG.warn(
                    "the simulated cluster ended after {} of its time; what it published may be incomplete",
                    reached,
                    e);
        }
    }

    private static SignatureCosts signatures() {
        SignatureFigures figures = SignatureBench.quick(SignatureAlgorithm.ED25519);
        return new SignatureCosts(
                figures.algorithm(),
                Math.round(figures.signNanos().mean().value()),
                Math.round(figures.verifyNanos().mean().value()),
                figures.signatureBytes(),
                figures.source());
    }
}

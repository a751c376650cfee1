package io.plumbline.producers.simulation;

import io.plumbline.producers.agent.NodeIdentity;
import io.plumbline.producers.publish.EventSink;
import io.plumbline.producers.publish.EventStream;
import io.plumbline.schemas.event.NodeState;
import io.plumbline.schemas.event.NodeStatus;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.schemas.event.ResourceSample;
import io.plumbline.schemas.event.TransportSample;
import io.plumbline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;

/**
 * Publishes what simulated nodes do as agents on real nodes would, each under its own name and all marked as simulated:
 * measurements of rounds, decisions and changes of view, and each second resources, traffic and a heartbeat. A node that
 * is down publishes nothing, and begins a new boot when it is back.
 *
 * <p>The same run gives the same events, byte for byte. For one thread.
 */
public final class SimulatedEvents implements Observer {
    /** An operation of a client, from its intended start; of the node that proposed it, so that each counts once. */
    public static final String ROUND = "consensus.round";
    /** From a proposal to a node's decision. */
    public static final String DECISION = "consensus.decision";
    /** A wait for a decision that came too late. */
    public static final String VIEW_CHANGE = "consensus.view_change";
    /** A second in which a node received signatures that did not verify. */
    public static final String INVALID_SIGNATURE = "security.invalid_signature";
    /** A second in which a node received proposals that contradict others. */
    public static final String EQUIVOCATION = "security.equivocation";

    private static final String ALL_PEERS = "cluster";
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private final EventSink sink;
    private final TopicCatalogue topics;
    private final ClusterConfig config;
    private final long seed;
    private final Instant start;
    private final Life[] lives;

    /**
     * Whose events they are.
     *
     * @param system the system that is shown; by its name, too, nobody should take it for a real one
     * @param run the run; empty: none
     * @param release of the nodes; empty: none
     */
    public record Name(String system, String run, String release) {}

    /**
     * @param seed of the simulation: with start and name it makes the boots of the nodes
     * @param start when virtual time began, on the wall clock
     */
    public SimulatedEvents(
            EventSink sink, TopicCatalogue topics, Name name, ClusterConfig config, long seed, Instant start) {
        this.sink = sink;
        this.topics = topics;
        this.config = config;
        this.start = start;
        Placement placement = new Placement(config);
        this.seed = seed;
        String boots = bootOf(start, seed);
        lives = new Life[config.nodes()];
        for (int node = 0; node < lives.length; node++) {
            lives[node] = new Life(identity(name, node, placement), boots, start);
        }
    }

    @Override
    public void operation(int node, long intendedNanos, long durationNanos, boolean committed, int bytes) {
        add(node, ROUND, intendedNanos, durationNanos, committed ? Outcome.OK : Outcome.TIMEOUT, bytes);
    }

    @Override
    public void decided(int node, long proposedNanos, long durationNanos) {
        add(node, DECISION, proposedNanos, durationNanos, Outcome.OK, 0);
    }

    @Override
    public void viewChange(int node, long sinceNanos, long durationNanos) {
        add(node, VIEW_CHANGE, sinceNanos, durationNanos, Outcome.TIMEOUT, 0);
    }

    @Override
    public void interval(NodeInterval interval) {
        Life life = lives[interval.node()];
        if (!interval.up()) {
            life.end();
            return;
        }
        Instant end = at(interval.endNanos());
        life.beginIfDown(end);
        evidence(interval, INVALID_SIGNATURE, interval.invalidSignatures());
        evidence(interval, EQUIVOCATION, interval.equivocations());
        life.flush();
        long sequence = life.nextSample();
        sink.publish(topics.resources(), life.header().on(resources(interval, sequence, end)), end);
        sink.publish(topics.transport(), life.header().on(transport(interval, sequence, end)), end);
        sink.publish(topics.nodes(), status(life, NodeState.UP, end), end);
    }

    /** Publishes what waits, and that the nodes have stopped in good order. */
    public void finish(Duration simulated) {
        Instant end = start.plus(simulated);
        for (Life life : lives) {
            life.flush();
            if (life.isUp()) {
                sink.publish(topics.nodes(), status(life, NodeState.STOPPED, end), end);
            }
        }
    }

    /** The boot of all nodes until they crash: with it, it can be proven that each of their events is stored once. */
    public String firstBoot() {
        return bootOf(start, seed) + "-0";
    }

    /** Name of a node in events. */
    public static String nodeName(int node) {
        return "sim-%04d".formatted(node);
    }

    private static String bootOf(Instant start, long seed) {
        return "simulated-%x-%x".formatted(start.toEpochMilli(), seed);
    }

    private NodeIdentity identity(Name name, int node, Placement placement) {
        return new NodeIdentity(
                name.system(),
                name.run(),
                nodeName(node),
                name.release(),
                Origin.SIMULATED,
                placement.region(node),
                config.profile().name());
    }

    private void evidence(NodeInterval interval, String operation, long count) {
        if (count > 0) {
            long begin = interval.endNanos() - interval.lengthNanos();
            add(interval.node(), operation, begin, interval.lengthNanos(), Outcome.ERROR, 0);
        }
    }

    private void add(int node, String operation, long fromNanos, long durationNanos, Outcome outcome, int bytes) {
        lives[node].stream(sink).add(operation, at(fromNanos), durationNanos, EventStream.UNKNOWN, outcome, bytes);
    }

    private ResourceSample resources(NodeInterval interval, long sequence, Instant end) {
        double busy = (double) interval.busyNanos() / interval.lengthNanos();
        double processors = interval.processors();
        ResourceSample sample = new ResourceSample();
        sample.setSequence(sequence);
        sample.setSampledAt(end);
        sample.setIntervalNanos(interval.lengthNanos());
        sample.setCpuSystem(busy / processors);
        sample.setCpuProcess(busy);
        sample.setCpuLimit(processors);
        sample.setMemoryProcessBytes(interval.memoryBytes());
        sample.setMemoryLimitBytes(config.profile().memoryBytes());
        sample.setNetworkReceivedBytes(interval.receivedBytes());
        sample.setNetworkSentBytes(interval.sentBytes());
        return sample;
    }

    private static TransportSample transport(NodeInterval interval, long sequence, Instant end) {
        TransportSample sample = new TransportSample();
        sample.setSequence(sequence);
        sample.setPeer(ALL_PEERS);
        sample.setSampledAt(end);
        sample.setIntervalNanos(interval.lengthNanos());
        sample.setSentBytes(interval.sentBytes());
        sample.setReceivedBytes(interval.receivedBytes());
        sample.setPacketsSent(interval.sentMessages());
        sample.setPacketsLost(interval.lostMessages());
        return sample;
    }

    private static NodeStatus status(Life life, NodeState state, Instant end) {
        NodeStatus status = new NodeStatus();
        status.setState(state);
        status.setHeartbeatAt(end);
        status.setStartedAt(life.since());
        status.setHeartbeatIntervalMillis(HEARTBEAT.toMillis());
        status.setRegion(life.identity().region());
        status.setProfile(life.identity().profile());
        status.setRecorded(life.recorded());
        status.setSent(life.recorded());
        status.setDropped(0L);
        status.setAgentVersion("simulated");
        return life.header().on(status);
    }

    private Instant at(long nanos) {
        return start.plusNanos(nanos);
    }
}

package io.plumbline.producers.host;

import io.plumbline.producers.FixedSchedule;
import io.plumbline.producers.agent.Agent;
import io.plumbline.producers.agent.NodeIdentity;
import io.plumbline.schemas.event.ResourceSample;
import io.plumbline.schemas.topic.Topic;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what this host and this process use, at a fixed interval. A sample covers the time since the one before, so a
 * late one loses nothing; due times that passed meanwhile are left out. Samples have sequence numbers of their own: one
 * that the agent could not keep in a long outage shows as a gap in them.
 */
public final class HostSampler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HostSampler.class);
    private static final long CLOSE_MILLIS = 2_000;

    private final Agent agent;
    private final Topic<ResourceSample> topic;
    private final FixedSchedule schedule;
    private final Thread thread;
    private long sequence;
    private volatile boolean closing;

    private HostSampler(HostConfig config, Agent agent, Topic<ResourceSample> topic) {
        this.agent = agent;
        this.topic = topic;
        schedule = agent.schedule(config.interval());
        thread = new Thread(this::run, "plumbline-host");
        thread.setDaemon(true);
    }

    public static HostSampler start(HostConfig config, Agent agent, Topic<ResourceSample> topic) {
        HostSampler sampler = new HostSampler(config, agent, topic);
        sampler.thread.start();
        return sampler;
    }

    public boolean isAlive() {
        return thread.isAlive();
    }

    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            sampleUntilClosed(Host.ofThisMachine()); // made here: it takes a second on some systems
        } catch (RuntimeException | LinkageError e) { // no native access, an unknown system
            LOG.error("host=unsampled this machine cannot be read", e);
        }
    }

    private void sampleUntilClosed(Host host) {
        HostReading before = host.read();
        while (!closing) {
            long wait = schedule.due(schedule.next(before.nanos() + 1)) - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(this, wait);
                continue; // woken early or to be closed: look again
            }
            before = sample(host, before);
        }
    }

    private HostReading sample(Host host, HostReading before) {
        try {
            HostReading after = host.read();
            publish(new HostInterval(before, after));
            return after;
        } catch (RuntimeException e) { // one reading failed: the next sample covers its time
            LOG.warn("host=unreadable trying again at the next due time", e);
            LockSupport.parkNanos(this, schedule.intervalNanos());
            return before;
        }
    }

    private void publish(HostInterval interval) {
        long end = interval.after().nanos();
        ResourceSample.Builder header = header(agent, agent.identity().node(), sequence++, end);
        agent.publish(topic, interval.figures(header).build(), agent.wallClock(end));
    }

    /** A sample without figures, of {@code node}, that ends at {@code endNanos}. */
    public static ResourceSample.Builder header(Agent agent, String node, long sequence, long endNanos) {
        NodeIdentity identity = agent.identity();
        return ResourceSample.newBuilder()
                .setSystem(identity.system())
                .setRun(identity.run())
                .setNode(node)
                .setRelease(identity.release())
                .setOrigin(identity.origin())
                .setBoot(agent.boot())
                .setSequence(sequence)
                .setSampledAt(agent.wallClock(endNanos));
    }
}

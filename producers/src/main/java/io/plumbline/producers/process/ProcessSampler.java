package io.plumbline.producers.process;

import io.plumbline.producers.FixedSchedule;
import io.plumbline.producers.agent.Agent;
import io.plumbline.producers.agent.Operation;
import io.plumbline.producers.host.HostSampler;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.schemas.event.ResourceSample;
import io.plumbline.schemas.topic.Topic;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what processes of this host use, as the node NODE.NAME. Each look is recorded, too, as the operation
 * {@code process.NAME}: OK while there is such a process, ERROR while there is none; its duration is what the look took.
 * While there is none there are no samples: gone is not idle.
 */
public final class ProcessSampler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessSampler.class);
    private static final long CLOSE_MILLIS = 2_000;

    private final ProcessConfig config;
    private final Agent agent;
    private final Topic<ResourceSample> topic;
    private final Operation look;
    private final FixedSchedule schedule;
    private final Thread thread;
    private long sequence;
    private boolean readable = true;
    private volatile boolean there = true;
    private volatile boolean closing;

    private ProcessSampler(ProcessConfig config, Agent agent, Topic<ResourceSample> topic) {
        this.config = config;
        this.agent = agent;
        this.topic = topic;
        look = agent.operation("process." + config.name());
        schedule = agent.schedule(config.interval());
        thread = new Thread(this::run, "plumbline-process-" + config.name());
        thread.setDaemon(true);
    }

    public static ProcessSampler start(ProcessConfig config, Agent agent, Topic<ResourceSample> topic) {
        ProcessSampler sampler = new ProcessSampler(config, agent, topic);
        sampler.thread.start();
        return sampler;
    }

    /** Whether there was such a process at the last look. */
    public boolean isThere() {
        return there;
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
            lookUntilClosed(new ProcessTable(config));
        } catch (RuntimeException | LinkageError e) { // no native access, an unknown system
            LOG.error("process={} unsampled: this machine's processes cannot be read", config.name(), e);
        }
    }

    private void lookUntilClosed(ProcessTable table) {
        ProcessReading before = null;
        for (long due = schedule.due(0); !closing; ) {
            long wait = due - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(this, wait);
                continue; // woken early or to be closed: look again
            }
            before = lookOnce(table, before);
            due = schedule.due(schedule.next(System.nanoTime() + 1));
        }
    }

    private ProcessReading lookOnce(ProcessTable table, ProcessReading before) {
        long start = System.nanoTime();
        try {
            ProcessReading after = table.read();
            agent.record(look, start, after.nanos() - start, after.isEmpty() ? Outcome.ERROR : Outcome.OK, 0);
            say(after);
            if (before != null && !before.isEmpty() && !after.isEmpty()) {
                publish(new ProcessInterval(before, after));
            }
            readable = true;
            return after;
        } catch (RuntimeException e) { // one look failed: the next sample covers its time
            if (readable) {
                readable = false;
                LOG.warn("process={} unreadable: trying again at each due time", config.name(), e);
            }
            return before;
        }
    }

    /** One line for each change. */
    private void say(ProcessReading reading) {
        if (reading.isEmpty() == there) {
            there = !reading.isEmpty();
            if (there) {
                LOG.info(
                        "process={} back: {}",
                        config.name(),
                        reading.processes().keySet());
            } else {
                LOG.warn("process={} gone: no figures until it is back", config.name());
            }
        }
    }

    private void publish(ProcessInterval interval) {
        String node = agent.identity().node() + "." + config.name();
        long end = interval.after().nanos();
        ResourceSample.Builder header = HostSampler.header(agent, node, sequence++, end);
        agent.publish(node, topic, interval.figures(header).build(), agent.wallClock(end));
    }
}

package io.plumbline.producers.agent;

import io.plumbline.producers.spool.SpoolConfig;
import io.plumbline.settings.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * How an agent works.
 *
 * @param identity whose figures it publishes
 * @param flushInterval how long a measurement waits at most before it is handed to Kafka
 * @param batchSize a flush begins at once when so many measurements wait; also the most that one batch holds
 * @param bufferCapacity how many measurements the agent keeps in memory; what finds no room there, and none in the spool,
 *     is dropped, counted and declared. Rounded up to a power of two; each takes 40 bytes, allocated once
 * @param heartbeatInterval time between two NodeStatus
 * @param closeTimeout how long {@link Agent#close} may take to deliver what is left
 * @param spool what is kept on disk while Kafka is away; nothing: all of it is in memory
 */
public record AgentConfig(
        NodeIdentity identity,
        Duration flushInterval,
        int batchSize,
        int bufferCapacity,
        Duration heartbeatInterval,
        Duration closeTimeout,
        Optional<SpoolConfig> spool) {
    public static final Duration FLUSH_INTERVAL = Duration.ofMillis(100);
    public static final int BATCH_SIZE = 500;
    public static final int BUFFER_CAPACITY = 65_536;
    public static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(5);
    public static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    public AgentConfig {
        atLeast("agent.flush.interval", flushInterval, Duration.ofMillis(5));
        within("agent.batch.size", batchSize, 1, 5_000); // 5,000 stay below the broker's limit of 1 MB per record
        within("agent.buffer.capacity", bufferCapacity, 1, 1 << 24);
        atLeast("agent.heartbeat.interval", heartbeatInterval, Duration.ofMillis(100));
        atLeast("agent.close.timeout", closeTimeout, Duration.ZERO);
    }

    /** {@code identity} with the defaults. */
    public static AgentConfig of(NodeIdentity identity) {
        return new AgentConfig(
                identity,
                FLUSH_INTERVAL,
                BATCH_SIZE,
                BUFFER_CAPACITY,
                HEARTBEAT_INTERVAL,
                CLOSE_TIMEOUT,
                Optional.empty());
    }

    public static AgentConfig from(Settings settings) {
        return new AgentConfig(
                NodeIdentity.from(settings),
                settings.duration("agent.flush.interval", FLUSH_INTERVAL),
                settings.integer("agent.batch.size", BATCH_SIZE),
                settings.integer("agent.buffer.capacity", BUFFER_CAPACITY),
                settings.duration("agent.heartbeat.interval", HEARTBEAT_INTERVAL),
                settings.duration("agent.close.timeout", CLOSE_TIMEOUT),
                SpoolConfig.from(settings));
    }

    private static void atLeast(String key, Duration value, Duration least) {
        Settings.check(value.compareTo(least) >= 0, key + " must be at least " + least + ", was " + value);
    }

    private static void within(String key, int value, int least, int greatest) {
        Settings.check(
                value >= least && value <= greatest,
                key + " must be between " + least + " and " + greatest + ", was " + value);
    }
}

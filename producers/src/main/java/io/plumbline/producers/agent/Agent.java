package io.plumbline.producers.agent;

import io.plumbline.producers.FixedSchedule;
import io.plumbline.producers.spool.SpoolRecord;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.Topic;
import io.plumbline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Publishes what a node measures. Recording never blocks, allocates nothing and never fails for reasons outside the
 * caller: measurements wait in bounded memory, and one thread delivers them (every 100 ms or 500 measurements by default).
 *
 * <p>What is guaranteed: every measurement that was recorded before {@link #close} gets exactly one sequence number, and
 * is either delivered under it or declared as dropped; while Kafka or the registry is away the agent waits, for as long as
 * that takes. Where an acknowledgement is lost, a batch may arrive twice, under the same numbers. What is not: a process
 * that is killed, or closed while Kafka is away, takes with it what was still in its memory; with a spool
 * ({@link AgentConfig#spool}), what is on disk is delivered by the next agent in that directory.
 *
 * <p>All times are of {@link System#nanoTime}. Thread-safe.
 */
public final class Agent implements AutoCloseable {
    /** For a service time that is not known. */
    public static final long UNKNOWN = -1;

    /** Operations are few by design: an unbounded set of names is a mistake, e.g. a name with an id in it. */
    public static final int MAX_OPERATIONS = 4_096;

    /**
     * What the time from sending to Kafka's acknowledgement is recorded as; not of batches that carry nothing else, or they
     * would never end.
     */
    public static final String PRODUCE = "kafka.produce";

    private static final int OTHERS_CAPACITY = 1_024;
    private static final Duration CLOSE_MARGIN = Duration.ofSeconds(2);
    private static final DateTimeFormatter BOOT_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final AgentConfig config;
    private final long startNanos = System.nanoTime();
    private final String boot;
    private final AnchoredClock clock = AnchoredClock.system();
    private final MeasurementBuffer buffer;
    private final OtherRecords others = new OtherRecords(OTHERS_CAPACITY);
    private final Operations operations = new Operations();
    private final Flusher flusher;
    private final Thread thread;

    private Agent(AgentConfig config, TopicCatalogue topics, Map<String, Object> kafka, RegistryClient registry) {
        this.config = config;
        Instant now = clock.at(System.nanoTime());
        boot = BOOT_TIME.format(now) + "-" + UUID.randomUUID().toString().substring(0, 8);
        buffer = new MeasurementBuffer(operations, config.bufferCapacity());
        SequenceLedger ledger = new SequenceLedger();
        Encoder encoder = new Encoder(registry);
        flusher = new Flusher(
                config,
                clock,
                buffer,
                others,
                ledger,
                new BatchSource(config, boot, buffer, ledger, clock, topics.measurements()),
                new Heartbeats(config, boot, now, topics.nodes()),
                operation(PRODUCE),
                listener -> new Outbox(
                        () -> new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer()),
                        encoder::encode,
                        listener),
                outbox -> config.spool()
                        .<Backlog>map(spool -> new DiskBacklog(spool, boot, outbox))
                        .orElse(Backlog.NONE));
        thread = new Thread(flusher, "plumbline-agent-" + config.identity().node());
        thread.setDaemon(true);
    }

    /**
     * Starts an agent; neither Kafka nor the registry need to be there yet.
     *
     * @param kafka settings of Kafka's producer, at least {@code bootstrap.servers}
     * @param registry not closed by the agent
     * @throws io.plumbline.settings.ConfigException if {@code kafka} lacks the servers or weakens the guarantee, or the
     *     spool's directory cannot be used
     */
    public static Agent start(
            AgentConfig config, TopicCatalogue topics, Map<String, String> kafka, RegistryClient registry) {
        Agent agent = new Agent(
                config, topics, ProducerSettings.of(kafka, config.identity().node()), registry);
        agent.thread.start();
        return agent;
    }

    /**
     * The handle of a named operation, the same for the same name.
     *
     * @throws IllegalArgumentException if the name is blank or longer than 200 characters
     * @throws IllegalStateException if there are {@value #MAX_OPERATIONS} already
     */
    public Operation operation(String name) {
        return operation(name, Map.of());
    }

    /**
     * The handle of a named operation whose measurements all have these labels, the same for the same arguments.
     *
     * @throws IllegalArgumentException if the name is blank or longer than 200 characters, or {@link Labels} are not allowed
     * @throws IllegalStateException if there are {@value #MAX_OPERATIONS} already, each set of labels counted
     */
    public Operation operation(String name, Map<String, String> labels) {
        return operations.of(name, labels);
    }

    /** Records an operation of which only the response time is known: {@link #record(Operation, long, long, long, Outcome, long)}. */
    public void record(Operation operation, long intendedStartNanos, long durationNanos, Outcome outcome, long bytes) {
        record(operation, intendedStartNanos, durationNanos, UNKNOWN, outcome, bytes);
    }

    /**
     * Records one operation. If the memory is full it is dropped, counted, and declared to the reader.
     *
     * @param intendedStartNanos when it was due to start, else when it started
     * @param durationNanos response time: from the intended start to the completion
     * @param serviceNanos from the actual start to the completion, or {@link #UNKNOWN}
     * @param bytes that it moved; 0 where it moves none
     * @throws IllegalArgumentException if a figure is negative, the service time exceeds the response time, or the operation
     *     is of another agent
     */
    public void record(
            Operation operation,
            long intendedStartNanos,
            long durationNanos,
            long serviceNanos,
            Outcome outcome,
            long bytes) {
        if ((durationNanos | bytes) < 0 || serviceNanos > durationNanos || serviceNanos < UNKNOWN) {
            throw new IllegalArgumentException("not a measurement: durationNanos=" + durationNanos + " serviceNanos="
                    + serviceNanos + " bytes=" + bytes);
        }
        if (!operation.isOf(operations)) {
            throw new IllegalArgumentException("an operation of another agent: " + operation);
        }
        buffer.offer(operation, intendedStartNanos, durationNanos, serviceNanos, outcome, bytes);
    }

    /** Runs {@code task} and records how long it took: ERROR if it throws, TIMEOUT if that is a {@link TimeoutException}. */
    public <T> T time(Operation operation, Callable<T> task) throws Exception {
        long start = System.nanoTime();
        Outcome outcome = Outcome.ERROR;
        try {
            T result = task.call();
            outcome = Outcome.OK;
            return result;
        } catch (TimeoutException e) {
            outcome = Outcome.TIMEOUT;
            throw e;
        } finally {
            record(operation, start, System.nanoTime() - start, outcome, 0);
        }
    }

    /** Records one operation for code that need not know of agents. */
    public Recorder recorder(String operationName) {
        Operation operation = operation(operationName);
        return (start, end, outcome) -> record(operation, start, end - start, outcome, 0);
    }

    /**
     * Publishes a record of another kind under this node's key, in the order of the calls. Never blocks.
     *
     * @return false if too many wait already: then it is dropped
     */
    public <V extends SpecificRecord> boolean publish(Topic<V> topic, V value, Instant eventTime) {
        return publish(config.identity().node(), topic, value, eventTime);
    }

    /** The same under the key of another node, which this agent observes. */
    public <V extends SpecificRecord> boolean publish(String node, Topic<V> topic, V value, Instant eventTime) {
        SpoolRecord record = new SpoolRecord(topic.name(), node, eventTime.toEpochMilli(), value);
        return others.offer(new Envelope(record, Span.NONE, false));
    }

    public NodeIdentity identity() {
        return config.identity();
    }

    /** Identity of this life of the agent; begins with its start time. */
    public String boot() {
        return boot;
    }

    /**
     * Due times from now on at an interval, in step with all others of this agent: what is measured at the same time goes to
     * Kafka together, and the host wakes up once for all of it.
     */
    public FixedSchedule schedule(Duration interval) {
        FixedSchedule sinceStart = new FixedSchedule(startNanos, interval.toNanos());
        return sinceStart.from(System.nanoTime());
    }

    /** The wall-clock time of a time of {@link System#nanoTime}. */
    public Instant wallClock(long nanos) {
        return clock.at(nanos);
    }

    public AgentStatistics statistics() {
        return flusher.statistics();
    }

    /** Whether the delivering thread runs. */
    public boolean isAlive() {
        return thread.isAlive();
    }

    /** Whether Kafka acknowledged something within {@code limit}, or nothing waits for it. */
    public boolean isHealthy(Duration limit) {
        return isAlive() && flusher.isHealthy(limit);
    }

    /**
     * Delivers what is left, then a NodeStatus STOPPED, in the configured time at most; what Kafka has not acknowledged by
     * then goes to the spool; without one it is lost, and said in the log. Measurements recorded after this call are ignored; one that is being recorded
     * while it begins may be lost.
     */
    @Override
    public void close() {
        buffer.close();
        flusher.close();
        long patience = config.closeTimeout().plus(CLOSE_MARGIN).toMillis();
        try {
            thread.join(patience);
            if (thread.isAlive()) { // stuck inside a client library
                thread.interrupt();
                thread.join(CLOSE_MARGIN.toMillis());
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}

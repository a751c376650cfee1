package io.plumbline.streams.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import io.plumbline.streams.topology.Drain;
import io.plumbline.streams.topology.PlumblineTopology;
import io.plumbline.streams.topology.PollFilter;
import io.plumbline.streams.topology.Shared;
import io.plumbline.streams.topology.TopologyConfig;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TaskId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running topology. Closing it leaves its windows open for the next instance; {@link #drain} closes them first. */
public final class StreamsApp implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StreamsApp.class);

    private static final String RUNNING = "RUNNING";

    private final KafkaStreams streams;
    private final RegistryClient registry;
    private final Drain drain;

    private StreamsApp(KafkaStreams streams, RegistryClient registry, Drain drain) {
        this.streams = streams;
        this.registry = registry;
        this.drain = drain;
    }

    /**
     * Reads all settings, and touches nothing.
     *
     * @throws io.plumbline.settings.ConfigException if a setting is missing or wrong
     */
    public static void check(Settings settings) {
        TopologyConfig.from(settings);
        StreamsConfigs.from(settings);
    }

    /** The same without a listener. */
    public static StreamsApp start(Settings settings, TopicCatalogue topics, MeterRegistry meterRegistry) {
        return start(settings, topics, meterRegistry, CommitListener.NONE);
    }

    /**
     * Starts the topology; the topics must be there.
     *
     * @param listener told of each commit
     * @throws io.plumbline.settings.ConfigException if a setting is missing or wrong
     * @throws org.apache.kafka.common.KafkaException if the broker cannot be asked, or a topic is missing
     */
    public static StreamsApp start(
            Settings settings, TopicCatalogue topics, MeterRegistry meterRegistry, CommitListener listener) {
        return start(settings, topics, meterRegistry, listener, () -> PollFilter.NONE);
    }

    /** @param observers of what is polled, before anything else sees it */
    static StreamsApp start(
            Settings settings,
            TopicCatalogue topics,
            MeterRegistry meterRegistry,
            CommitListener listener,
            Supplier<PollFilter> observers) {
        TopologyConfig config = TopologyConfig.from(settings);
        StreamsConfigs configs = StreamsConfigs.from(settings);
        Shared shared = Shared.create(meterRegistry);
        Supplier<PollFilter> filters = () -> {
            PollFilter observer = observers.get();
            PollFilter bundler = PlumblineTopology.bundler(topics);
            return polled -> bundler.apply(observer.apply(polled));
        };
        Polls polls = new Polls(filters, shared.drain());
        Properties properties = configs.properties(topics, shared.meters(), polls);
        int sources;
        try (BrokerSide broker = new BrokerSide(settings.under("kafka."))) {
            sources = broker.partitions(topics.measurements().name());
            broker.prepareGroup(configs);
        }
        RegistryClient registry = RegistryClient.create(settings.under("registry."));
        try {
            Topology topology = PlumblineTopology.build(topics, registry, config, sources, shared);
            KafkaStreams streams = Engine.start(topology, properties, shared, listener);
            return new StreamsApp(streams, registry, shared.drain());
        } catch (RuntimeException e) {
            registry.close();
            throw e;
        }
    }

    /** What each thread does, and which tasks it has. */
    Set<ThreadMetadata> threads() {
        return streams.metadataForLocalThreads();
    }

    /** Whether the process need not be restarted. */
    public boolean live() {
        return streams.state().isRunningOrRebalancing() || streams.state() == KafkaStreams.State.CREATED;
    }

    /** Whether every task runs. */
    public boolean ready() {
        Set<ThreadMetadata> threads = threads();
        return streams.state() == KafkaStreams.State.RUNNING
                && !threads.isEmpty()
                && threads.stream().allMatch(thread -> thread.threadState().equals(RUNNING)); // one may be replaced
    }

    /**
     * Asks every task to close its windows, whatever the event time, as soon as its input is silent. It holds from now
     * on: what still comes is closed likewise.
     */
    public void drain() {
        drain.request();
    }

    /**
     * Waits until everything that was drained has been emitted and committed. While tasks move, nobody can tell: then it
     * waits on.
     *
     * @return whether that came true within {@code timeout}
     */
    public boolean awaitDrained(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        for (long left = timeout.toNanos(); left > 0; left = deadline - System.nanoTime()) {
            if (drain.await(Duration.ofNanos(left)) && ready() && hasItsTasks()) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(20); // Kafka Streams tells of a new state by callback only, to one listener
        }
        return false;
    }

    private boolean hasItsTasks() {
        Set<ThreadMetadata> threads = threads();
        Set<TaskId> assigned = threads.stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .map(TaskMetadata::taskId)
                .collect(Collectors.toSet());
        return !drain.misses(
                assigned,
                threads.stream().anyMatch(thread -> thread.activeTasks().isEmpty()));
    }

    @Override
    public void close() {
        close(Engine.CLOSE_TIMEOUT);
    }

    /** Stops after a last commit. Open windows stay in the state, for the next instance to go on with. */
    public void close(Duration timeout) {
        // Leaving the group lets others take over at once instead of after the session timeout.
        CloseOptions options = CloseOptions.timeout(timeout)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
        if (!streams.close(options)) {
            log.warn("streams did not stop within {}; what was not committed will be processed again", timeout);
        }
        registry.close();
    }
}

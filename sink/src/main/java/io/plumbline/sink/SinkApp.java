package io.plumbline.sink;

import io.micrometer.core.instrument.MeterRegistry;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import io.plumbline.sink.core.SinkCore;
import io.plumbline.sink.core.Source;
import io.plumbline.sink.database.DatabaseConfig;
import io.plumbline.sink.database.JdbcSession;
import io.plumbline.sink.retention.RetentionConfig;
import io.plumbline.sink.retention.RetentionScheduler;
import io.plumbline.sink.route.Router;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sink as a running thing: results from Kafka to the database, exactly once. It waits for a database, registry or
 * broker that is away, for ever. Thread-safe.
 */
public final class SinkApp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SinkApp.class);

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final RegistryClient registry;
    private final TopicIds topicIds;
    private final SinkMetrics metrics;
    private final CatchUp catchUp = new CatchUp();
    private final SinkLoop loop;
    private final Thread thread;
    private final ExecutorService transactions = Executors.newSingleThreadExecutor(SinkApp::daemon);
    private final RetentionScheduler retention;

    private SinkApp(Settings settings, TopicCatalogue topics, MeterRegistry meters, LatencyListener listener) {
        SinkConfig config = SinkConfig.from(settings);
        DatabaseConfig database = DatabaseConfig.from(settings);
        registry = RegistryClient.create(settings.under("registry."));
        metrics = new SinkMetrics(meters);
        topicIds = new TopicIds(Admin.create(config.admin()));
        Router router = new Router(topics, registry);
        Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        Source source = new KafkaSource(consumer, router.topics(), topicIds);
        SinkCore core = new SinkCore(
                config.core(),
                source,
                router::decode,
                () -> new JdbcSession(database.connect("plumbline-sink")),
                new SinkJournal(metrics, listener),
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextDouble(),
                transactions);
        loop = new SinkLoop(consumer, source, core, catchUp);
        thread = new Thread(loop, "plumbline-sink");
        retention = RetentionScheduler.start(database, settings, meters);
    }

    /**
     * Reads all settings, and touches nothing.
     *
     * @throws io.plumbline.settings.ConfigException if a setting is missing or wrong
     */
    public static void check(Settings settings) {
        SinkConfig.from(settings);
        DatabaseConfig.from(settings);
        RetentionConfig.from(settings);
    }

    /** The same without a listener. */
    public static SinkApp start(Settings settings, TopicCatalogue topics, MeterRegistry meters) {
        return start(settings, topics, meters, LatencyListener.NONE);
    }

    /**
     * Starts it.
     *
     * @param settings {@code kafka.*}, {@code registry.*}, {@code db.*} and {@code sink.*}
     * @param listener told of each transaction
     * @throws io.plumbline.settings.ConfigException if the settings are wrong
     */
    public static SinkApp start(
            Settings settings, TopicCatalogue topics, MeterRegistry meters, LatencyListener listener) {
        SinkApp app = new SinkApp(settings, topics, meters, listener);
        app.thread.start();
        return app;
    }

    /** Whether it runs; false for good once it stopped by itself. */
    public boolean live() {
        return thread.isAlive() && loop.failure() == null;
    }

    /** Whether it has joined its group, claimed its partitions, and waits for nobody. */
    public boolean ready() {
        return thread.isAlive() && loop.ready();
    }

    /** Why it stopped by itself. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(loop.failure());
    }

    /** Records of its partitions that it has not read yet, as of the last second. */
    public long lag() {
        return metrics.lag();
    }

    /** Failures of database, registry or broker so far that were tried again. */
    public long retries() {
        return metrics.retries();
    }

    /** Waits until everything that its topics hold now is stored. Returns whether that came in time. */
    public boolean awaitCaughtUp(Duration patience) throws InterruptedException {
        return catchUp.await(patience);
    }

    @Override
    public void close() {
        close(PATIENCE);
    }

    /** Ends it after the transaction in hand; what is not stored is read again next time. */
    public void close(Duration patience) {
        loop.end();
        retention.close();
        try {
            thread.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("sink still waits for the database after {} ms; the next one will fence it", patience.toMillis());
        }
        transactions.shutdown();
        topicIds.close();
        registry.close();
    }

    /** A database that does not answer must not keep the process. */
    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "plumbline-sink-transactions");
        thread.setDaemon(true);
        return thread;
    }
}

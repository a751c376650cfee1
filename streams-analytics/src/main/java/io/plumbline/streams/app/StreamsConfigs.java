package io.plumbline.streams.app;

import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import io.plumbline.streams.topology.OutputHandler;
import io.plumbline.streams.topology.PoisonHandler;
import io.plumbline.streams.topology.StreamsMeters;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.GroupProtocol;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;

/**
 * How Kafka Streams is run. Three layers: our defaults, chosen for rows that are fresh; above them whatever the operator
 * gives under {@code kafka.}; above that what the guarantees rest on, which nobody changes.
 *
 * @param applicationId names the consumer group, the changelogs and the state directory
 * @param threads stream threads of this instance
 * @param protocol how instances share the partitions: {@code classic}, or {@code streams} (KIP-1071), where the broker
 *     assigns the tasks and keeps the group's settings
 * @param standbyReplicas how many other instances keep a copy of each task's state, to take over without reading its
 *     changelog (of use with {@code classic} only: ADR 0012); empty: none, or with {@code streams} what the broker has
 * @param stateDirectory where Kafka Streams keeps its locks; the state itself is in the changelogs
 */
record StreamsConfigs(
        String applicationId,
        int threads,
        GroupProtocol protocol,
        OptionalInt standbyReplicas,
        Path stateDirectory,
        Settings settings) {
    /** Asks for the behaviour that Kafka Streams 5 will have, as its constant is deprecated for that. */
    private static final String GLOBAL_HANDLER = "processing.exception.handler.global.enabled";

    static StreamsConfigs from(Settings settings) {
        String applicationId = settings.string("streams.application.id", "plumbline-streams");
        int threads = settings.integer("streams.threads", 1);
        Settings.check(threads >= 1, "streams.threads must be at least 1, was " + threads);
        String directory = settings.string(
                "streams.state.directory",
                Path.of(System.getProperty("java.io.tmpdir"), "plumbline-streams")
                        .toString());
        settings.required("kafka.bootstrap.servers");
        return new StreamsConfigs(
                applicationId, threads, protocol(settings), standbys(settings), Path.of(directory), settings);
    }

    private static GroupProtocol protocol(Settings settings) {
        String name = settings.string("streams.group.protocol", "classic");
        return switch (name) {
            case "classic" -> GroupProtocol.CLASSIC;
            case "streams" -> GroupProtocol.STREAMS;
            default ->
                throw new ConfigException("streams.group.protocol must be classic or streams, was '" + name + "'");
        };
    }

    private static OptionalInt standbys(Settings settings) {
        int replicas = settings.integer("streams.standby.replicas", -1);
        Settings.check(replicas >= -1, "streams.standby.replicas must not be negative, was " + replicas);
        return replicas < 0 ? OptionalInt.empty() : OptionalInt.of(replicas);
    }

    Properties properties(TopicCatalogue topics, StreamsMeters meters, Polls polls) {
        Properties p = defaults();
        p.putAll(settings.under("kafka."));
        p.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        p.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, protocol.name);
        if (protocol == GroupProtocol.CLASSIC) { // else the broker decides: see BrokerSide
            p.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbyReplicas.orElse(0));
        }
        p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        p.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        p.put(
                StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
                topics.deadLetters().name());
        p.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonHandler.class);
        p.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndFailProcessingExceptionHandler.class);
        p.put(GLOBAL_HANDLER, true);
        p.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, OutputHandler.class);
        p.put(PoisonHandler.METERS, meters);
        polls.addTo(p);
        return p;
    }

    private Properties defaults() {
        Properties p = new Properties();
        p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        p.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1_000); // at most: the topology asks for most commits itself
        // No processor joins topics: to look for more of an empty partition before each record would only cost.
        p.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        p.put(StreamsConfig.POLL_MS_CONFIG, 25); // a commit or a tick that is due waits no longer than this
        p.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        p.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 100);
        p.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                10_000); // a dead instance is missed sooner
        p.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 3_000);
        p.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 5_000); // bundled, mostly
        p.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 4 << 20);
        // What the thread asked for arrives while it works, as far as there is room for it.
        p.put(StreamsConfig.consumerPrefix(ConsumerConfig.RECEIVE_BUFFER_CONFIG), -1);
        // Nobody sees an output before the commit, so it may as well wait for company until then.
        p.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 100);
        p.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 1 << 17);
        p.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        if (protocol == GroupProtocol.CLASSIC) {
            // A new instance gets a task when it has read the task's changelog. By default two tasks may do that at a
            // time, and ten minutes pass before anyone looks: an instance that was added would help after hours.
            p.put(StreamsConfig.MAX_WARMUP_REPLICAS_CONFIG, 32);
            p.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, 60_000);
        }
        return p;
    }
}

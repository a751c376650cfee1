package io.plumbline.streams.app;

import io.plumbline.streams.topology.Shared;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kafka Streams as we run it, around any topology: with our clients, and our answers to failures. */
final class Engine {
    static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(Engine.class);

    private Engine() {}

    static KafkaStreams start(Topology topology, Properties properties, Shared shared, CommitListener listener) {
        Refusals refusals = new Refusals();
        StreamsClients clients =
                new StreamsClients(listener, refusals, shared.drain().progress());
        KafkaStreams streams = new KafkaStreams(topology, properties, clients);
        try {
            streams.setUncaughtExceptionHandler(new Failures(
                    failure -> refusals.explain(failure) || shared.suspects().explain(failure), new Pauses()));
            streams.setStateListener((now, before) -> log.info("streams state={} before={}", now, before));
            streams.start();
            return streams;
        } catch (RuntimeException e) {
            streams.close(CLOSE_TIMEOUT);
            throw e;
        }
    }
}

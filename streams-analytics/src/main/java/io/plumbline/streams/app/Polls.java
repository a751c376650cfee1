package io.plumbline.streams.app;

import io.plumbline.streams.topology.Drain;
import io.plumbline.streams.topology.PollFilter;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What is done with each poll of a stream thread's consumer, whoever makes that consumer: with the classic group protocol
 * our {@link StreamsClients}, with the protocol {@code streams} Kafka Streams itself. What both have is the configuration,
 * so this travels there.
 *
 * @param filters gives each consumer its own
 * @param drain learns whether the consumers have read everything, once it is requested
 */
record Polls(Supplier<PollFilter> filters, Drain drain) {
    private static final String KEY = "plumbline.streams.polls";

    /** The polls of one consumer. */
    static final class OfOne {
        private final Consumer<byte[], byte[]> consumer;
        private final PollFilter filter;
        private final Drain drain;

        private OfOne(Consumer<byte[], byte[]> consumer, PollFilter filter, Drain drain) {
            this.consumer = consumer;
            this.filter = filter;
            this.drain = drain;
        }

        /** @return what Kafka Streams gets of what the consumer polled */
        ConsumerRecords<byte[], byte[]> polled(ConsumerRecords<byte[], byte[]> records) {
            drain.progress().poll(drain.isRequested() && records.isEmpty() && isCaughtUp());
            return filter.apply(records);
        }

        /** A partition that has no position yet, say because a transaction on its offset is open, has a lag not known. */
        private boolean isCaughtUp() {
            return consumer.assignment().stream()
                    .allMatch(partition -> consumer.currentLag(partition).orElse(1) == 0);
        }
    }

    /** For the consumers of stream threads only: those that restore state see their records as they are. */
    void addTo(Properties properties) {
        properties.put(StreamsConfig.mainConsumerPrefix(KEY), this);
        properties.put(
                StreamsConfig.mainConsumerPrefix(StreamsConfig.InternalConfig.INTERNAL_CONSUMER_WRAPPER),
                StreamsGroupConsumer.class);
    }

    /** Those of {@code consumer}, which has this configuration. */
    static OfOne of(Consumer<byte[], byte[]> consumer, Map<String, ?> config) {
        Polls polls = (Polls) config.get(KEY);
        return new OfOne(consumer, polls.filters.get(), polls.drain);
    }
}

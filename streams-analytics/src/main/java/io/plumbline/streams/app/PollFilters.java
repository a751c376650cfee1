package io.plumbline.streams.app;

import io.plumbline.streams.topology.PollFilter;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Gives each stream thread's consumer its {@link PollFilter}, whoever makes that consumer: with the classic group
 * protocol our {@link StreamsClients}, with the protocol {@code streams} Kafka Streams itself. What both have is the
 * configuration, so the filters travel there.
 */
record PollFilters(Supplier<PollFilter> supplier) {
    private static final String KEY = "plumbline.streams.poll.filters";

    /** For the consumers of stream threads only: those that restore state see their records as they are. */
    void addTo(Properties properties) {
        properties.put(StreamsConfig.mainConsumerPrefix(KEY), this);
        properties.put(
                StreamsConfig.mainConsumerPrefix(StreamsConfig.InternalConfig.INTERNAL_CONSUMER_WRAPPER),
                StreamsGroupConsumer.class);
    }

    /** A filter for the consumer of this configuration. */
    static PollFilter create(Map<String, ?> consumerConfig) {
        return ((PollFilters) consumerConfig.get(KEY)).supplier.get();
    }
}

package io.plumbline.streams.app;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.internals.AsyncKafkaConsumer;
import org.apache.kafka.clients.consumer.internals.StreamsRebalanceData;
import org.apache.kafka.streams.internals.ConsumerWrapper;

/**
 * The consumer of the group protocol {@code streams}, with something done to its polls. Kafka Streams 4.3 makes that consumer
 * itself, whatever the client supplier says; a class with this internal parent is the only thing it lets in between. It is
 * used here and nowhere else. Kafka Streams makes the instances, so it must be public.
 */
public final class StreamsGroupConsumer extends ConsumerWrapper {
    private Polls.OfOne polls;

    @Override
    public void wrapConsumer(
            AsyncKafkaConsumer<byte[], byte[]> consumer,
            Map<String, Object> config,
            Optional<StreamsRebalanceData> rebalanceData) {
        super.wrapConsumer(consumer, config, rebalanceData);
        polls = Polls.of(this, config);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        return polls.polled(super.poll(timeout));
    }
}

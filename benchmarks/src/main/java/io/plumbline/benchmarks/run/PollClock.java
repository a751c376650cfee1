package io.plumbline.benchmarks.run;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Starts the stopwatch when a consumer hands over its first records: for engines that make their consumers themselves.
 * Kafka makes the interceptor, so what it reports to is static: a process runs one round at a time.
 */
public final class PollClock implements ConsumerInterceptor<Object, Object> {
    private static volatile Stopwatch stopwatch = new Stopwatch();
    private static volatile String topic = "";

    /** For the round that begins now. */
    public static Stopwatch arm(String input) {
        topic = input;
        stopwatch = new Stopwatch();
        return stopwatch;
    }

    @Override
    public ConsumerRecords<Object, Object> onConsume(ConsumerRecords<Object, Object> records) {
        stopwatch.start(records, topic);
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // nothing to do: who commits with a transaction is not told anyway
    }

    @Override
    public void close() {
        // nothing to close
    }

    @Override
    public void configure(Map<String, ?> configuration) {
        // nothing to configure
    }
}

package io.plumbline.benchmarks.engine;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** How everybody's consumer fetches: as Plumbline's does, so that no contender is behind for lack of a setting. */
final class Consumers {
    static final Map<String, String> FETCHING = Map.of(
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000",
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(4 << 20),
            ConsumerConfig.RECEIVE_BUFFER_CONFIG, "-1");

    private Consumers() {}
}

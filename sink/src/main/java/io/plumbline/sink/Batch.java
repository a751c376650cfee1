package io.plumbline.sink;

import io.plumbline.sink.database.Refused;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.route.Decoded;
import io.plumbline.sink.route.Refusals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Records that are stored in one transaction.
 *
 * @param items in the order of each partition
 * @param ends where each of their partitions stands after them, and where others stand that held nothing to store
 */
record Batch(List<Item> items, Map<TopicPartition, Long> ends) {

    /** One record and what becomes of it. */
    record Item(ConsumerRecord<byte[], byte[]> record, Decoded decoded) {
        TopicPartition partition() {
            return new TopicPartition(record.topic(), record.partition());
        }
    }

    List<Row> rows() {
        List<Row> rows = new ArrayList<>(items.size());
        for (Item item : items) {
            if (item.decoded instanceof Decoded.Stored stored) {
                rows.addAll(stored.rows());
            }
        }
        return rows;
    }

    List<Refused> refused() {
        List<Refused> refused = new ArrayList<>();
        for (Item item : items) {
            if (item.decoded instanceof Decoded.SetAside aside) {
                refused.add(aside.refused());
            }
        }
        return refused;
    }

    /** Two batches that together are this one, to be stored one after the other. */
    List<Batch> halves() {
        int middle = items.size() / 2;
        List<Item> left = items.subList(0, middle);
        List<Item> right = items.subList(middle, items.size());
        Set<TopicPartition> later = new HashSet<>();
        right.forEach(item -> later.add(item.partition()));
        Map<TopicPartition, Long> leftEnds = new HashMap<>();
        left.forEach(item -> leftEnds.put(
                item.partition(),
                later.contains(item.partition()) ? item.record.offset() + 1 : ends.get(item.partition())));
        Map<TopicPartition, Long> rightEnds = new HashMap<>(ends);
        rightEnds.keySet().retainAll(later);
        return List.of(new Batch(left, leftEnds), new Batch(right, rightEnds));
    }

    /** This batch of one record, set aside for {@code reason}. */
    Batch setAside(String reason) {
        ConsumerRecord<byte[], byte[]> record = items.get(0).record;
        return new Batch(List.of(new Item(record, new Decoded.SetAside(Refusals.bySink(record, reason)))), ends);
    }
}

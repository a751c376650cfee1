package io.plumbline.sink.core;

import io.plumbline.sink.database.Counts;
import io.plumbline.sink.database.Refused;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.route.Decoded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Records that are stored in one transaction.
 *
 * @param items in the order of each partition
 * @param ends where each of their partitions stands after them, and where others stand that held nothing to store
 */
public record Batch(List<Item> items, Map<TopicPartition, Long> ends) {

    public List<Row> rows() {
        List<Row> rows = new ArrayList<>(items.size());
        items.forEach(item -> rows.addAll(item.rows()));
        return rows;
    }

    public List<Refused> refused() {
        List<Refused> refused = new ArrayList<>();
        for (Item item : items) {
            if (item.decoded() instanceof Decoded.SetAside aside) {
                refused.add(aside.refused());
            }
        }
        return refused;
    }

    /** What becomes of each partition's records; a partition without any is missing. */
    Map<TopicPartition, Counts> counts() {
        Map<TopicPartition, Counts> counts = new HashMap<>();
        items.forEach(item -> counts.merge(item.partition(), item.counts(), Counts::plus));
        return counts;
    }

    /** Two batches that together are this one, to be stored one after the other. */
    List<Batch> halves() {
        int middle = items.size() / 2;
        return List.of(
                new Batch(items.subList(0, middle), endsOfFirst(middle)),
                new Batch(items.subList(middle, items.size()), endsFrom(middle)));
    }

    private Map<TopicPartition, Long> endsOfFirst(int count) {
        Set<TopicPartition> later = endsFrom(count).keySet();
        Map<TopicPartition, Long> result = new HashMap<>(ends);
        result.keySet().removeAll(later);
        for (Item item : items.subList(0, count)) {
            if (later.contains(item.partition())) {
                result.put(item.partition(), item.record().offset() + 1);
            }
        }
        return result;
    }

    private Map<TopicPartition, Long> endsFrom(int first) {
        Set<TopicPartition> present = new HashSet<>();
        items.subList(first, items.size()).forEach(item -> present.add(item.partition()));
        Map<TopicPartition, Long> result = new HashMap<>(ends);
        result.keySet().retainAll(present);
        return result;
    }

    /** The place of the item that this very row belongs to: rows are equal only to themselves. */
    Optional<Integer> indexOf(Row row) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).rows().contains(row)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** This batch with another item in one place. */
    Batch with(int index, Item item) {
        List<Item> changed = new ArrayList<>(items);
        changed.set(index, item);
        return new Batch(changed, ends);
    }
}

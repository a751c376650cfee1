package io.plumbline.sink.core;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Records that were read and wait, for a moment, until there are enough for a transaction. Not thread-safe. */
final class Gathering {
    private final BatchLimits limits;
    private final Deque<Item> items = new ArrayDeque<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private long rows;
    private long bytes;
    private long since;

    Gathering(BatchLimits limits) {
        this.limits = limits;
    }

    /** @param end where reading stands in their partition after them */
    void add(TopicPartition partition, List<Item> more, long end, long nowNanos) {
        if (items.isEmpty()) {
            since = nowNanos;
        }
        more.forEach(this::add);
        ends.put(partition, end);
    }

    boolean holds(TopicPartition partition) {
        return ends.containsKey(partition);
    }

    boolean due(long nowNanos) {
        return !items.isEmpty()
                && (rows >= limits.rows()
                        || bytes >= limits.bytes()
                        || rest(nowNanos).isZero());
    }

    /** How long the first record may still wait; {@code idle} if there is none. */
    Duration patience(long nowNanos, Duration idle) {
        return items.isEmpty() ? idle : rest(nowNanos);
    }

    /** The first records, as many as one transaction may hold, but at least one. */
    Batch take(long nowNanos) {
        List<Item> taken = new ArrayList<>();
        Map<TopicPartition, Long> takenEnds = new HashMap<>();
        long takenRows = 0;
        long takenBytes = 0;
        for (Item next = items.peek(); next != null; next = items.peek()) {
            takenRows += next.weight();
            takenBytes += next.bytes();
            if (!taken.isEmpty() && (takenRows > limits.rows() || takenBytes > limits.bytes())) {
                break;
            }
            taken.add(remove());
            takenEnds.put(next.partition(), next.record().offset() + 1);
        }
        Set<TopicPartition> left = new HashSet<>();
        items.forEach(item -> left.add(item.partition()));
        takenEnds.replaceAll((partition, end) -> left.contains(partition) ? end : ends.remove(partition));
        since = nowNanos;
        return new Batch(taken, takenEnds);
    }

    void drop(Collection<TopicPartition> partitions) {
        List<Item> kept = items.stream()
                .filter(item -> !partitions.contains(item.partition()))
                .toList();
        Map<TopicPartition, Long> keptEnds = new HashMap<>(ends);
        keptEnds.keySet().removeAll(partitions);
        clear();
        kept.forEach(this::add);
        ends.putAll(keptEnds);
    }

    void clear() {
        items.clear();
        ends.clear();
        rows = 0;
        bytes = 0;
    }

    private void add(Item item) {
        items.add(item);
        rows += item.weight();
        bytes += item.bytes();
    }

    private Item remove() {
        Item item = items.remove();
        rows -= item.weight();
        bytes -= item.bytes();
        return item;
    }

    private Duration rest(long nowNanos) {
        return Duration.ofNanos(Math.max(0, limits.linger().toNanos() - (nowNanos - since)));
    }
}

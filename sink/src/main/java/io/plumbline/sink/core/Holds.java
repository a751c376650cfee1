package io.plumbline.sink.core;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Partitions whose next record cannot be decoded before the registry answers, and when to try again. Not thread-safe. */
final class Holds {
    private final Map<TopicPartition, Long> due = new HashMap<>();

    void hold(TopicPartition partition, long untilNanos) {
        due.put(partition, untilNanos);
    }

    boolean isEmpty() {
        return due.isEmpty();
    }

    /** Those whose time has come; they are held no more. */
    Set<TopicPartition> release(long nowNanos) {
        Set<TopicPartition> released = new HashSet<>();
        due.forEach((partition, until) -> {
            if (nowNanos - until >= 0) {
                released.add(partition);
            }
        });
        due.keySet().removeAll(released);
        return released;
    }

    void removed(Collection<TopicPartition> partitions) {
        due.keySet().removeAll(partitions);
    }

    void clear() {
        due.clear();
    }
}

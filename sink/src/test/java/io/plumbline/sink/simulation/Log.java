package io.plumbline.sink.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** One partition of one topic as it was made once: records, and offsets that are no records. Deleted ones are remembered. */
final class Log {
    final String topicId;
    final TopicPartition partition;
    private final NavigableMap<Long, Sent> records = new TreeMap<>();
    long beginning;
    long end;
    /** Nothing is written before the sink has noticed that records were lost. */
    boolean truncated;

    Log(String topicId, TopicPartition partition, long beginning) {
        this.topicId = topicId;
        this.partition = partition;
        this.beginning = beginning;
        this.end = beginning;
    }

    void append(Sent sent) {
        records.put(end++, sent);
    }

    /** An aborted record, or the end of a transaction. */
    void appendNothing() {
        records.remove(end++);
    }

    void truncate(long newEnd) {
        end = newEnd;
        truncated = true;
    }

    /** What is there, or was, from an offset up to another. */
    NavigableMap<Long, Sent> between(long from, long upto) {
        return records.subMap(from, true, upto, false);
    }

    /** At most so many records that can be read from there, and where reading stands then. */
    Read read(long from, int most, boolean beyondHoles) {
        List<ConsumerRecord<byte[], byte[]>> result = new ArrayList<>();
        long next = from;
        for (var entry : between(from, end).entrySet()) {
            if (result.size() == most) {
                return new Read(result, beyondHoles ? entry.getKey() : next);
            }
            result.add(new ConsumerRecord<>(
                    partition.topic(),
                    partition.partition(),
                    entry.getKey(),
                    new byte[0],
                    entry.getValue().bytes()));
            next = entry.getKey() + 1;
        }
        return new Read(result, result.size() < most || beyondHoles ? end : next);
    }

    record Read(List<ConsumerRecord<byte[], byte[]>> records, long next) {}
}

package io.plumbline.streams.topology;

import io.plumbline.schemas.serde.WireFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Puts what one poll returned of a partition into few large records, {@link Bundle}s. Kafka Streams spends more on a record
 * than stage 1 on a measurement, so it is given less of them (ADR 0011). Nothing waits for a bundle to fill.
 *
 * <p>A bundle has the offset of its first record: that is where Kafka Streams begins again if it is not processed.
 */
final class Bundler implements PollFilter {
    /** A bundle that is larger takes no more. */
    static final int FULL_BYTES = 1 << 18;

    private final Set<String> topics;

    /** @param topics of whose records bundles are made; all others pass as they are */
    Bundler(Set<String> topics) {
        this.topics = topics;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> apply(ConsumerRecords<byte[], byte[]> polled) {
        if (polled.isEmpty()) {
            return polled;
        }
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> bundled = new HashMap<>();
        for (TopicPartition partition : polled.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
            bundled.put(partition, topics.contains(partition.topic()) ? bundle(records) : records);
        }
        return new ConsumerRecords<>(bundled, polled.nextOffsets());
    }

    /** Bundles of all these records, which are of one partition. */
    static List<ConsumerRecord<byte[], byte[]>> bundle(List<ConsumerRecord<byte[], byte[]>> records) {
        List<ConsumerRecord<byte[], byte[]>> bundles = new ArrayList<>();
        int from = 0;
        while (from < records.size()) {
            int to = from;
            long bytes = 0;
            while (to < records.size() && (to == from || fits(records.get(from), bytes, records.get(to)))) {
                bytes += size(records.get(to++));
            }
            bundles.add(bundle(records.subList(from, to), Math.toIntExact(bytes)));
            from = to;
        }
        return bundles;
    }

    private static boolean fits(ConsumerRecord<?, ?> first, long bytes, ConsumerRecord<byte[], byte[]> next) {
        return bytes + size(next) <= FULL_BYTES && next.offset() - first.offset() <= Integer.MAX_VALUE;
    }

    private static ConsumerRecord<byte[], byte[]> bundle(List<ConsumerRecord<byte[], byte[]>> records, int bytes) {
        ConsumerRecord<byte[], byte[]> first = records.get(0);
        ByteBuffer out = ByteBuffer.allocate(bytes);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            write(record, first.offset(), out);
        }
        return new ConsumerRecord<>(
                first.topic(),
                first.partition(),
                first.offset(),
                Math.max(0, first.timestamp()), // a record without a time has none of ours, but is no reason to stop
                first.timestampType(),
                ConsumerRecord.NULL_SIZE,
                bytes,
                null,
                out.array(),
                new RecordHeaders(),
                first.leaderEpoch());
    }

    private static void write(ConsumerRecord<byte[], byte[]> record, long firstOffset, ByteBuffer out) {
        boolean idInHeader = WireFormat.hasIdIn(record.headers());
        out.putInt(Math.toIntExact(record.offset() - firstOffset));
        out.putLong(record.timestamp());
        out.put((byte) (idInHeader ? 1 : 0));
        writeBytes(record.key(), out);
        writeBytes(record.value(), out);
    }

    private static void writeBytes(byte[] bytes, ByteBuffer out) {
        out.putInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.put(bytes);
        }
    }

    private static long size(ConsumerRecord<byte[], byte[]> record) {
        return Bundle.HEADER_BYTES + (long) length(record.key()) + length(record.value());
    }

    private static int length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}

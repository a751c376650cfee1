package io.plumbline.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.Test;

class BundlerTest {
    private static final TopicPartition MEASUREMENTS = new TopicPartition("measurements", 3);
    private static final TopicPartition OTHER = new TopicPartition("resources", 0);
    private static final Headers NONE = new RecordHeaders();

    private final Bundler bundler = new Bundler(Set.of("measurements"));

    /** Everything of a record that its bundle keeps. */
    private record Seen(Coordinates from, long timestamp, String key, String value) {}

    @Test
    void everyRecordOfABundleIsReadBack() {
        List<ConsumerRecord<byte[], byte[]>> records = List.of(
                record(7, 100, "a", "first"),
                record(9, -1, null, "without a key"), // 8 is the mark of a transaction
                record(1_000_000, 50, "b", null), // the log was compacted
                record(1_000_001, 60, "", ""));

        List<ConsumerRecord<byte[], byte[]>> bundles = Bundler.bundle(records);

        assertThat(bundles).singleElement().satisfies(bundle -> {
            assertThat(bundle.offset()).isEqualTo(7);
            assertThat(bundle.timestamp()).isEqualTo(100);
            assertThat(bundle.leaderEpoch()).contains(5);
            assertThat(bundle.partition()).isEqualTo(3);
        });
        assertThat(unbundled(bundles)).containsExactlyElementsOf(seen(records));
    }

    @Test
    void anIdInAHeaderIsToldOfTheRecordThatHasIt() {
        Headers id = new RecordHeaders().add("__value_schema_id", new byte[] {1});
        List<ConsumerRecord<byte[], byte[]>> records =
                List.of(record(0, 1, "a", "x"), record(1, 1, "a", "y", id), record(2, 1, "a", "z"));
        Bundle bundle = new Bundle();
        bundle.open(Bundler.bundle(records).get(0).value(), Optional.empty());

        List<Boolean> usable = new ArrayList<>();
        while (bundle.next()) {
            usable.add(isUsable(bundle));
        }

        assertThat(usable).containsExactly(true, false, true);
    }

    @Test
    void aFullBundleTakesNoMoreAndALargeRecordIsAloneInItsOwn() {
        String half = "x".repeat(Bundler.FULL_BYTES / 2 - Bundle.HEADER_BYTES);
        String large = "y".repeat(3 * Bundler.FULL_BYTES);
        List<ConsumerRecord<byte[], byte[]>> records = List.of(
                record(0, 1, null, half),
                record(1, 2, null, half), // exactly full
                record(2, 3, null, "z"),
                record(5, 4, null, large),
                record(6, 5, null, "z"));

        List<ConsumerRecord<byte[], byte[]>> bundles = Bundler.bundle(records);

        assertThat(bundles).extracting(ConsumerRecord::offset).containsExactly(0L, 2L, 5L, 6L);
        assertThat(bundles).extracting(ConsumerRecord::timestamp).containsExactly(1L, 3L, 4L, 5L);
        assertThat(bundles.get(0).value()).hasSize(Bundler.FULL_BYTES);
        assertThat(unbundled(bundles)).containsExactlyElementsOf(seen(records));
    }

    @Test
    void otherTopicsAndTheNextOffsetsPassUntouched() {
        ConsumerRecord<byte[], byte[]> other = new ConsumerRecord<>("resources", 0, 4, null, new byte[0]);
        Map<TopicPartition, OffsetAndMetadata> next =
                Map.of(MEASUREMENTS, new OffsetAndMetadata(12), OTHER, new OffsetAndMetadata(5));
        ConsumerRecords<byte[], byte[]> polled = new ConsumerRecords<>(
                Map.of(MEASUREMENTS, List.of(record(8, 1, "a", "x"), record(10, 1, "a", "y")), OTHER, List.of(other)),
                next);

        ConsumerRecords<byte[], byte[]> bundled = bundler.apply(polled);

        assertThat(bundled.records(OTHER)).containsExactly(other);
        assertThat(bundled.records(MEASUREMENTS))
                .extracting(ConsumerRecord::offset)
                .containsExactly(8L);
        assertThat(bundled.nextOffsets()).isEqualTo(next);
    }

    @Test
    void aPollThatReturnedNothingButOffsetsKeepsThem() {
        Map<TopicPartition, OffsetAndMetadata> next = Map.of(MEASUREMENTS, new OffsetAndMetadata(12));

        assertThat(bundler.apply(new ConsumerRecords<>(Map.of(), next)).nextOffsets())
                .isEqualTo(next);
    }

    private static boolean isUsable(Bundle bundle) {
        try {
            bundle.checkValue();
            return true;
        } catch (SerializationException poison) {
            assertThat(poison).hasMessageContaining("__value_schema_id");
            return false;
        }
    }

    private static List<Seen> unbundled(List<ConsumerRecord<byte[], byte[]>> bundles) {
        List<Seen> all = new ArrayList<>();
        Bundle in = new Bundle();
        for (ConsumerRecord<byte[], byte[]> bundle : bundles) {
            in.open(bundle.value(), Optional.of(metadata(bundle)));
            while (in.next()) {
                all.add(new Seen(in.coordinates(), in.timestampMillis(), text(in.key()), text(valueInPlace(in))));
                assertThat(in.value()).isEqualTo(valueInPlace(in));
            }
        }
        return all;
    }

    private static byte[] valueInPlace(Bundle in) {
        int start = in.valueStart();
        return in.valueLength() < 0 ? null : Arrays.copyOfRange(in.bytes(), start, start + in.valueLength());
    }

    private static List<Seen> seen(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> new Seen(
                        new Coordinates(record.topic(), record.partition(), record.offset()),
                        record.timestamp(),
                        text(record.key()),
                        text(record.value())))
                .toList();
    }

    private static RecordMetadata metadata(ConsumerRecord<byte[], byte[]> bundle) {
        return new RecordMetadata() {
            @Override
            public String topic() {
                return bundle.topic();
            }

            @Override
            public int partition() {
                return bundle.partition();
            }

            @Override
            public long offset() {
                return bundle.offset();
            }
        };
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, long timestamp, String key, String value) {
        return record(offset, timestamp, key, value, NONE);
    }

    private static ConsumerRecord<byte[], byte[]> record(
            long offset, long timestamp, String key, String value, Headers headers) {
        return new ConsumerRecord<>(
                MEASUREMENTS.topic(),
                MEASUREMENTS.partition(),
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                bytes(key),
                bytes(value),
                headers,
                Optional.of(5));
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}

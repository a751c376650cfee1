package io.plumbline.streams.topology;

import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Measurements of one batch that are set aside. They travel as batches cut from the original, each of consecutive
 * sequence numbers and one reason, so that every number stays true.
 */
final class Aside {
    private final MeasurementBatch original;
    private final List<Cut> cuts = new ArrayList<>();

    /** Part of a batch, and why it was set aside. */
    record Cut(MeasurementBatch batch, String reason) {}

    Aside(MeasurementBatch original) {
        this.original = original;
    }

    void add(int index, String reason) {
        Cut last = cuts.isEmpty() ? null : cuts.get(cuts.size() - 1);
        Measurement measurement = original.getMeasurements().get(index);
        long sequence = original.getFirstSequence() + index;
        if (last != null && last.reason.equals(reason) && nextSequence(last.batch) == sequence) {
            last.batch.getMeasurements().add(measurement);
        } else {
            cuts.add(new Cut(cut(sequence, measurement), reason));
        }
    }

    List<Cut> cuts() {
        return cuts;
    }

    /** How many measurements were set aside. */
    int size() {
        return cuts.stream().mapToInt(cut -> cut.batch.getMeasurements().size()).sum();
    }

    /** Where late events came from, and how far event time had come by then. */
    static Headers lateHeaders(Optional<RecordMetadata> from, long watermarkMicros) {
        Headers headers = coordinates("plumbline.late.", from);
        return headers.add("plumbline.late.watermark", text(Long.toString(watermarkMicros)));
    }

    /** The headers that Kafka Streams itself puts on dead letters. */
    private static Headers errorHeaders(Optional<RecordMetadata> from, String reason) {
        Headers headers = coordinates("__streams.errors.", from);
        headers.add("__streams.errors.exception", text(IllegalArgumentException.class.getName()));
        return headers.add("__streams.errors.message", text(reason));
    }

    /** {@code value}, which is {@code input}'s or a part of it, as a dead letter. */
    static <V> Record<String, V> deadLetter(
            Record<String, ?> input, V value, Optional<RecordMetadata> from, String reason) {
        return new Record<>(input.key(), value, input.timestamp(), errorHeaders(from, reason));
    }

    private static Headers coordinates(String prefix, Optional<RecordMetadata> from) {
        Headers headers = new RecordHeaders();
        from.ifPresent(metadata -> headers.add(prefix + "topic", text(metadata.topic()))
                .add(prefix + "partition", text(Integer.toString(metadata.partition())))
                .add(prefix + "offset", text(Long.toString(metadata.offset()))));
        return headers;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static long nextSequence(MeasurementBatch batch) {
        return batch.getFirstSequence() + batch.getMeasurements().size();
    }

    private MeasurementBatch cut(long sequence, Measurement first) {
        MeasurementBatch batch = new MeasurementBatch();
        batch.setSystem(original.getSystem());
        batch.setRun(original.getRun());
        batch.setNode(original.getNode());
        batch.setRelease(original.getRelease());
        batch.setOrigin(original.getOrigin());
        batch.setBoot(original.getBoot());
        batch.setFirstSequence(sequence);
        batch.setMeasurements(new ArrayList<>(List.of(first)));
        return batch;
    }
}

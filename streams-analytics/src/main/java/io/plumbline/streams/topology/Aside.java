package io.plumbline.streams.topology;

import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Measurements of one batch that are set aside. They travel as batches cut from the original, each of consecutive
 * sequence numbers and one reason, so that every number stays true. Used again for the next batch.
 */
final class Aside {
    private final List<Cut> cuts = new ArrayList<>();
    private int size;

    /** The measurements from index {@code from} to {@code to - 1}, and why they were set aside. */
    record Cut(int from, int to, String reason) {
        /** What stays of the batch. */
        MeasurementBatch of(MeasurementBatch original) {
            MeasurementBatch batch = new MeasurementBatch();
            batch.setSystem(original.getSystem());
            batch.setRun(original.getRun());
            batch.setNode(original.getNode());
            batch.setRelease(original.getRelease());
            batch.setOrigin(original.getOrigin());
            batch.setBoot(original.getBoot());
            batch.setFirstSequence(original.getFirstSequence() + from);
            List<Measurement> measurements = original.getMeasurements().subList(from, to);
            batch.setMeasurements(new ArrayList<>(measurements));
            return batch;
        }
    }

    /** {@code value}, which is {@code input}'s or a part of it, as a dead letter. */
    static <V> Record<String, V> deadLetter(
            Record<String, ?> input, V value, Optional<RecordMetadata> from, String reason) {
        Headers headers = Coordinates.of(from).errorHeaders(IllegalArgumentException.class, reason);
        return new Record<>(input.key(), value, input.timestamp(), headers);
    }

    void add(int index, String reason) {
        size++;
        int last = cuts.size() - 1;
        Cut before = last < 0 ? null : cuts.get(last);
        if (before != null && before.to == index && before.reason.equals(reason)) {
            cuts.set(last, new Cut(before.from, index + 1, reason));
        } else {
            cuts.add(new Cut(index, index + 1, reason));
        }
    }

    void clear() {
        if (size > 0) {
            cuts.clear();
            size = 0;
        }
    }

    List<Cut> cuts() {
        return cuts;
    }

    /** How many measurements were set aside. */
    int size() {
        return size;
    }
}

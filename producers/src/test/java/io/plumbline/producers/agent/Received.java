package io.plumbline.producers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What a reader makes of an agent's batches: the same account that the topology keeps. */
record Received(List<MeasurementBatch> batches) {
    List<Measurement> measurements(String operation) {
        return batches.stream()
                .flatMap(batch -> batch.getMeasurements().stream())
                .filter(measurement -> measurement.getOperation().equals(operation))
                .toList();
    }

    Received of(String boot) {
        return new Received(
                batches.stream().filter(batch -> batch.getBoot().equals(boot)).toList());
    }

    long count() {
        return batches.stream()
                .mapToLong(batch -> batch.getMeasurements().size())
                .sum();
    }

    long dropped() {
        return batches.stream().mapToLong(MeasurementBatch::getDroppedBefore).sum();
    }

    /** Every number from 0 on was received or declared, none twice; returns the next one. */
    long assertContiguous() {
        TreeMap<Long, Long> spans = new TreeMap<>();
        List<Long> repeated = new ArrayList<>();
        batches.forEach(batch -> {
            long start = batch.getFirstSequence() - batch.getDroppedBefore();
            Long before = spans.put(
                    start, batch.getFirstSequence() + batch.getMeasurements().size());
            if (before != null) {
                repeated.add(start);
            }
        });
        long next = 0;
        for (var span : spans.entrySet()) {
            assertThat(span.getKey()).as("start of the span after %s", next).isEqualTo(next);
            next = span.getValue();
        }
        assertThat(repeated).isEmpty();
        return next;
    }
}

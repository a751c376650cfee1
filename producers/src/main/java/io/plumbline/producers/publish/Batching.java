package io.plumbline.producers.publish;

import io.plumbline.producers.agent.NodeIdentity;
import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.settings.Settings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Numbers measurements and cuts them into batches: by count and size only, so that the same calls give the same batches. */
final class Batching implements EventStream {
    static final int MOST_MEASUREMENTS = 500;

    /** Characters of names and labels: far below the broker's limit of 1 MB for a record, whatever they are in UTF-8. */
    static final int MOST_CHARACTERS = 200_000;

    private final NodeIdentity identity;
    private final String boot;
    private final BiConsumer<MeasurementBatch, Instant> batches;
    private List<Measurement> measurements = new ArrayList<>();
    private int characters;
    private Instant latest = Instant.MIN;
    private long next;

    /** @param batches takes each batch and its event time */
    Batching(NodeIdentity identity, String boot, BiConsumer<MeasurementBatch, Instant> batches) {
        Settings.check(!boot.isBlank(), "a boot must have a name");
        this.identity = identity;
        this.boot = boot;
        this.batches = batches;
    }

    @Override
    public void add(
            String operation,
            Instant intendedStart,
            long durationNanos,
            long serviceNanos,
            Outcome outcome,
            long bytes,
            Map<String, String> labels) {
        check(operation, durationNanos, serviceNanos, bytes);
        Instant start = intendedStart.truncatedTo(ChronoUnit.MICROS);
        Long service = serviceNanos == UNKNOWN ? null : serviceNanos;
        measurements.add(new Measurement(operation, start, durationNanos, service, outcome, bytes, labels));
        Instant end = start.plusNanos(durationNanos);
        latest = end.isAfter(latest) ? end : latest;
        characters += operation.length() + characters(labels);
        if (measurements.size() >= MOST_MEASUREMENTS || characters >= MOST_CHARACTERS) {
            flush();
        }
    }

    @Override
    public void flush() {
        if (measurements.isEmpty()) {
            return;
        }
        MeasurementBatch batch = new MeasurementBatch(
                identity.system(),
                identity.run(),
                identity.node(),
                identity.release(),
                identity.origin(),
                boot,
                next,
                0L,
                measurements);
        Instant at = latest;
        next += measurements.size();
        measurements = new ArrayList<>();
        characters = 0;
        latest = Instant.MIN;
        batches.accept(batch, at);
    }

    private static void check(String operation, long durationNanos, long serviceNanos, long bytes) {
        if (operation.isBlank() || operation.length() > 200) {
            throw new IllegalArgumentException(
                    "an operation's name must have 1 to 200 characters: '" + operation + "'");
        }
        if ((durationNanos | bytes) < 0 || serviceNanos > durationNanos || serviceNanos < UNKNOWN) {
            throw new IllegalArgumentException("not a measurement: durationNanos=" + durationNanos + " serviceNanos="
                    + serviceNanos + " bytes=" + bytes);
        }
    }

    private static int characters(Map<String, String> labels) {
        int sum = 0;
        for (Map.Entry<String, String> label : labels.entrySet()) {
            sum += label.getKey().length() + label.getValue().length();
        }
        return sum;
    }
}

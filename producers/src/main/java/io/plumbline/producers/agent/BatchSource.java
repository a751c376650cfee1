package io.plumbline.producers.agent;

import io.plumbline.producers.spool.SpoolRecord;
import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Turns what waits in the buffer into numbered batches. For the flusher's thread. */
final class BatchSource {
    private final NodeIdentity identity;
    private final String boot;
    private final int batchSize;
    private final MeasurementBuffer buffer;
    private final SequenceLedger ledger;
    private final AnchoredClock clock;
    private final Topic<MeasurementBatch> topic;
    private List<Measurement> measurements = new ArrayList<>();
    private long latestMicros;
    private long declaredOverflow;

    BatchSource(
            AgentConfig config,
            String boot,
            MeasurementBuffer buffer,
            SequenceLedger ledger,
            AnchoredClock clock,
            Topic<MeasurementBatch> topic) {
        this.identity = config.identity();
        this.boot = boot;
        this.batchSize = config.batchSize();
        this.buffer = buffer;
        this.ledger = ledger;
        this.clock = clock;
        this.topic = topic;
    }

    /** The next batch; nothing if nothing waits and nothing was dropped since the last one. */
    Optional<Envelope> next() {
        // Drops are counted before the buffer is read: what is dropped meanwhile goes to the next batch.
        long overflowed = buffer.overflowed();
        measurements = new ArrayList<>(Math.min(batchSize, buffer.size()));
        latestMicros = Long.MIN_VALUE;
        buffer.drain(this::add, batchSize);
        if (measurements.isEmpty() && overflowed == declaredOverflow) {
            return Optional.empty();
        }
        Span span = ledger.take(measurements.size(), overflowed - declaredOverflow);
        declaredOverflow = overflowed;
        return Optional.of(envelope(span));
    }

    /** Declares a gap of batches that Kafka refused. */
    Optional<Envelope> nextGap() {
        return ledger.takeGap().map(gap -> {
            measurements = List.of();
            latestMicros = Long.MIN_VALUE;
            return envelope(gap);
        });
    }

    /** Whether drops wait for being declared. */
    boolean hasUndeclaredDrops() {
        return buffer.overflowed() != declaredOverflow || ledger.hasGaps();
    }

    private Envelope envelope(Span span) {
        MeasurementBatch batch = new MeasurementBatch(
                identity.system(),
                identity.run(),
                identity.node(),
                identity.release(),
                identity.origin(),
                boot,
                span.first(),
                span.dropped(),
                measurements);
        long micros = measurements.isEmpty() ? clock.microsAt(System.nanoTime()) : latestMicros;
        return new Envelope(
                new SpoolRecord(topic.name(), identity.node(), Math.floorDiv(micros, 1_000L), batch), span, false);
    }

    private void add(
            Operation operation,
            long intendedStartNanos,
            long durationNanos,
            long serviceNanos,
            Outcome outcome,
            long bytes) {
        long startMicros = clock.microsAt(intendedStartNanos);
        latestMicros = Math.max(latestMicros, startMicros + TimeUnit.NANOSECONDS.toMicros(durationNanos));
        measurements.add(new Measurement(
                operation.name(),
                clock.at(intendedStartNanos),
                durationNanos,
                serviceNanos == Agent.UNKNOWN ? null : serviceNanos,
                outcome,
                bytes,
                operation.labels()));
    }
}

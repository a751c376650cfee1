package io.plumbline.producers.agent;

import io.plumbline.producers.spool.SpoolRecord;
import io.plumbline.schemas.event.MeasurementBatch;
import java.util.Optional;

/** Finds numbers that went missing between two batches of one boot, because what was between cannot be read any more. */
final class Holes {
    /**
     * @param measurements how many
     * @param declaration what says so to the reader, to go out before the batch that follows
     */
    record Hole(long measurements, SpoolRecord declaration) {}

    private MeasurementBatch last;

    /** This one was handed on. */
    void passed(Envelope envelope) {
        if (envelope.value() instanceof MeasurementBatch batch) {
            last = batch;
        }
    }

    /** What is missing before {@code following}. */
    Optional<Hole> before(SpoolRecord following) {
        if (last == null
                || !(following.value() instanceof MeasurementBatch batch)
                || !batch.getBoot().equals(last.getBoot())) {
            return Optional.empty();
        }
        long start = Gaps.spanOf(last).end();
        long lost = Gaps.spanOf(batch).start() - start;
        return lost > 0 ? Optional.of(new Hole(lost, Gaps.before(following, start))) : Optional.empty();
    }
}

package io.plumbline.producers.agent;

import io.plumbline.producers.spool.SpoolRecord;
import io.plumbline.schemas.event.MeasurementBatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Batches without measurements, which only declare numbers as dropped: of any boot, as their header says whose they are. */
final class Gaps {
    private Gaps() {}

    /** What declares all that {@code records} carried or declared: one batch for each run of numbers of each boot. */
    static List<SpoolRecord> inPlaceOf(List<SpoolRecord> records) {
        Map<String, List<SpoolRecord>> boots = new LinkedHashMap<>();
        for (SpoolRecord record : records) {
            if (record.value() instanceof MeasurementBatch batch) {
                boots.computeIfAbsent(batch.getBoot(), boot -> new ArrayList<>())
                        .add(record);
            }
        }
        return boots.values().stream().flatMap(boot -> ofOneBoot(boot).stream()).toList();
    }

    /** What declares the numbers from {@code start} up to those of {@code following}. */
    static SpoolRecord before(SpoolRecord following, long start) {
        long end = spanOf((MeasurementBatch) following.value()).start();
        return gap(following, new Span(end, 0, end - start));
    }

    static Span spanOf(MeasurementBatch batch) {
        return new Span(batch.getFirstSequence(), batch.getMeasurements().size(), batch.getDroppedBefore());
    }

    private static List<SpoolRecord> ofOneBoot(List<SpoolRecord> records) {
        SequenceLedger numbers = new SequenceLedger();
        records.forEach(record -> numbers.refuse(spanOf((MeasurementBatch) record.value())));
        SpoolRecord last = records.get(records.size() - 1);
        List<SpoolRecord> gaps = new ArrayList<>();
        for (Optional<Span> gap = numbers.takeGap(); gap.isPresent(); gap = numbers.takeGap()) {
            gaps.add(gap(last, gap.get()));
        }
        return gaps;
    }

    /** With the header, key and time of {@code neighbour}, which is of the same boot. */
    private static SpoolRecord gap(SpoolRecord neighbour, Span span) {
        MeasurementBatch header = (MeasurementBatch) neighbour.value();
        MeasurementBatch batch = new MeasurementBatch(
                header.getSystem(),
                header.getRun(),
                header.getNode(),
                header.getRelease(),
                header.getOrigin(),
                header.getBoot(),
                span.first(),
                span.dropped(),
                List.of());
        return new SpoolRecord(neighbour.topic(), neighbour.key(), neighbour.timestampMillis(), batch);
    }
}

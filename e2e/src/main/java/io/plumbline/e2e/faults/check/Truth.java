package io.plumbline.e2e.faults.check;

import io.plumbline.e2e.faults.ledger.Acknowledged;
import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What must be stored, computed event by event from the topic of measurements: slow and obviously right. A number that
 * comes twice counts once; an event whose base window its own boot had closed before counts as late (docs/math.md).
 */
public final class Truth {
    private static final long BASE_MILLIS = 1_000;
    private static final long GRACE_MILLIS = 1_000;
    private static final long[] LEVELS = {1_000, 10_000, 60_000, 3_600_000};

    private final Map<Cell, Window> windows = new HashMap<>();
    private final Map<String, Boot> boots = new HashMap<>();
    private final Map<Place, Range> batches = new HashMap<>();
    private final Map<String, Set<Place>> unreadable = new HashMap<>();
    private long events;

    /** A record of a topic. */
    record Place(int partition, long offset) {}

    private record Range(String boot, long first, int count) {}

    private static final class Boot {
        final BitSet seen = new BitSet();
        long watermark = Long.MIN_VALUE;
        long duplicated;
    }

    /** The account of a boot. */
    record Account(long received, long duplicated) {}

    /** The next record of a partition; records of one partition come in their order. */
    void take(int partition, long offset, MeasurementBatch batch) {
        int count = batch.getMeasurements().size();
        batches.put(new Place(partition, offset), new Range(batch.getBoot(), batch.getFirstSequence(), count));
        Boot boot = boots.computeIfAbsent(batch.getBoot(), name -> new Boot());
        long watermark = boot.watermark;
        for (int i = 0; i < count; i++) {
            int number = Math.toIntExact(batch.getFirstSequence() + i);
            if (boot.seen.get(number)) {
                boot.duplicated++;
            } else {
                boot.seen.set(number);
                add(batch.getNode(), batch.getMeasurements().get(i), boot, watermark);
            }
        }
    }

    void takeUnreadable(String topic, int partition, long offset) {
        unreadable.computeIfAbsent(topic, name -> new HashSet<>()).add(new Place(partition, offset));
    }

    /** Distinct events. */
    public long events() {
        return events;
    }

    Map<Cell, Figures> rows() {
        Map<Cell, Figures> result = new HashMap<>();
        windows.forEach((cell, window) -> result.put(cell, window.figures()));
        return result;
    }

    Map<String, Account> accounts() {
        Map<String, Account> result = new HashMap<>();
        boots.forEach((name, boot) -> result.put(name, new Account(boot.seen.cardinality(), boot.duplicated)));
        return result;
    }

    Set<Place> unreadable(String topic) {
        return unreadable.getOrDefault(topic, Set.of());
    }

    /** What Kafka acknowledged and does not have. */
    List<Acknowledged> missing(List<Acknowledged> ledger) {
        return ledger.stream()
                .filter(one -> !new Range(one.boot(), one.first(), one.count())
                        .equals(batches.get(new Place(one.partition(), one.offset()))))
                .toList();
    }

    private void add(String node, Measurement event, Boot boot, long watermark) {
        events++;
        long completed = event.getIntendedStart()
                .plus(event.getDurationNanos() / 1_000, ChronoUnit.MICROS)
                .toEpochMilli();
        boolean late = watermark != Long.MIN_VALUE
                && completed / BASE_MILLIS * BASE_MILLIS + BASE_MILLIS + GRACE_MILLIS <= watermark;
        boot.watermark = late ? boot.watermark : Math.max(boot.watermark, completed);
        for (long level : LEVELS) {
            add(new Cell(event.getOperation(), "", level, completed / level * level), node, event, late);
            if (level > BASE_MILLIS) {
                add(new Cell(event.getOperation(), node, level, completed / level * level), node, event, late);
            }
        }
    }

    private void add(Cell cell, String node, Measurement event, boolean late) {
        Window window = windows.computeIfAbsent(cell, c -> new Window());
        if (late) {
            window.addLate();
        } else {
            window.add(node, event);
        }
    }
}

package io.plumbline.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.schemas.serde.Sketches;
import io.plumbline.sketch.Sketch;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The same windows as the topology's, computed by going over the plain list of events: slow and obviously right. */
public final class BatchComputation {
    private static final long GRACE_MILLIS = 1_000;
    private static final long[] LEVELS = {1_000, 10_000, 60_000, 3_600_000};

    private final Map<Key, Truth> windows = new HashMap<>();
    private final Map<String, Set<Long>> seen = new HashMap<>();
    private final Map<String, Long> watermarkMillisByBoot = new HashMap<>();
    private final long earliestMillis;
    private final long latestMillis;
    private long refused;

    /** Takes every event time. */
    public BatchComputation() {
        this(0, Long.MAX_VALUE);
    }

    /** Refuses events of before {@code earliestMillis} and after {@code latestMillis}. */
    public BatchComputation(long earliestMillis, long latestMillis) {
        this.earliestMillis = earliestMillis;
        this.latestMillis = latestMillis;
    }

    /** Which row. */
    public record Key(String system, String run, String operation, String node, long sizeMillis, long startMillis) {
        public static Key of(WindowStats row) {
            return new Key(
                    row.getSystem(),
                    row.getRun(),
                    row.getOperation(),
                    row.getNode(),
                    row.getWindowMillis(),
                    row.getWindowStart().toEpochMilli());
        }
    }

    private static final class Truth {
        final List<Measurement> events = new ArrayList<>();
        final Set<String> nodes = new HashSet<>();
        long late;
    }

    /** Batches of one boot in their order; those of different boots in any. */
    public void take(MeasurementBatch batch) {
        String boot = batch.getNode() + "/" + batch.getBoot();
        long watermark = watermarkMillisByBoot.getOrDefault(boot, Long.MIN_VALUE);
        long latest = watermark;
        Set<Long> known = seen.computeIfAbsent(boot, b -> new HashSet<>());
        for (int i = 0; i < batch.getMeasurements().size(); i++) {
            if (known.add(batch.getFirstSequence() + i)) {
                Measurement event = batch.getMeasurements().get(i);
                long completed = completedMillis(event);
                if (completed < earliestMillis || completed > latestMillis) {
                    refused++;
                    continue;
                }
                boolean late =
                        watermark != Long.MIN_VALUE && completed / 1_000 * 1_000 + 1_000 + GRACE_MILLIS <= watermark;
                add(batch, event, completed, late);
                latest = late ? latest : Math.max(latest, completed);
            }
        }
        watermarkMillisByBoot.put(boot, latest);
    }

    public long lateEvents() {
        return windows.values().stream().mapToLong(window -> window.late).sum();
    }

    public long refusedEvents() {
        return refused;
    }

    /**
     * Whether the rows are these windows, no more and no fewer, each revision once and the last one right.
     *
     * @param rows all that were emitted, in their order
     */
    public void assertEqualTo(List<WindowStats> rows) {
        Map<Key, WindowStats> last = new HashMap<>();
        Map<Key, Integer> revisions = new HashMap<>();
        for (WindowStats row : rows) {
            int expected = revisions.merge(Key.of(row), 0, (before, zero) -> before + 1);
            assertThat(row.getRevision()).as("revision of %s", Key.of(row)).isEqualTo(expected);
            last.put(Key.of(row), row);
        }
        assertThat(last.keySet()).containsExactlyInAnyOrderElementsOf(windows.keySet());
        windows.forEach((key, truth) -> check(key, last.get(key), truth));
    }

    private void add(MeasurementBatch batch, Measurement event, long completed, boolean late) {
        String node = batch.getNode();
        for (long size : LEVELS) {
            for (String scope : size > 1_000 ? List.of("", node) : List.of("")) {
                Key key = new Key(
                        batch.getSystem(), batch.getRun(), event.getOperation(), scope, size, completed / size * size);
                Truth window = windows.computeIfAbsent(key, k -> new Truth());
                if (late) {
                    window.late++;
                } else {
                    window.events.add(event);
                    window.nodes.add(node);
                }
            }
        }
    }

    private static void check(Key key, WindowStats row, Truth truth) {
        Sketch sketch = new Sketch();
        Sketch service = new Sketch();
        BigInteger squares = BigInteger.ZERO;
        long errors = 0;
        for (Measurement event : truth.events) {
            sketch.record((double) event.getDurationNanos());
            if (event.getServiceNanos() != null) {
                service.record((double) event.getServiceNanos());
            }
            squares = squares.add(BigInteger.valueOf(event.getDurationNanos()).pow(2));
            errors += event.getOutcome() == Outcome.ERROR ? 1 : 0;
        }
        assertThat(row.getCount()).as("count of %s", key).isEqualTo(truth.events.size());
        assertThat(row.getErrorCount()).as("errors of %s", key).isEqualTo(errors);
        assertThat(row.getBytes()).as("bytes of %s", key).isEqualTo(10L * truth.events.size());
        assertThat(row.getNodeCount()).as("nodes of %s", key).isEqualTo(truth.nodes.size());
        assertThat(row.getLateCount()).as("late of %s", key).isEqualTo(truth.late);
        boolean hasFew = 1 - Math.pow(0.99, truth.events.size()) < 0.95; // all may be below the P99 (docs/math.md)
        assertThat(row.getP99FewSamples()).as("few samples of %s", key).isEqualTo(hasFew);
        assertThat(Sketches.fromData(row.getResponse())).as("sketch of %s", key).isEqualTo(sketch);
        Sketch knownService = row.getService() == null ? new Sketch() : Sketches.fromData(row.getService());
        assertThat(knownService).as("service times of %s", key).isEqualTo(service);
        assertThat(squares(row)).as("squares of %s", key).isEqualTo(squares);
    }

    private static BigInteger squares(WindowStats row) {
        BigInteger low = new BigInteger(Long.toUnsignedString(row.getSumSquaresLow()));
        return BigInteger.valueOf(row.getSumSquaresHigh()).shiftLeft(Long.SIZE).add(low);
    }

    /** Test agents round the intended start down to a microsecond: completions are whole milliseconds. */
    private static long completedMillis(Measurement event) {
        long startMicros = ChronoUnit.MICROS.between(Instant.EPOCH, event.getIntendedStart());
        return (startMicros + event.getDurationNanos() / 1_000) / 1_000;
    }
}

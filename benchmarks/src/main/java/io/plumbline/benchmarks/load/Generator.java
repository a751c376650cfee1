package io.plumbline.benchmarks.load;

import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * The records of a workload, one after the other, in the order in which agents would flush them: the nodes take turns,
 * each with its next slice of time. Durations are log-normal with a median of 1 ms, one in a hundred is an error, every
 * second has a service time, and event times jump back by up to {@link Workload#JITTER}. The same workload and start
 * give the same records.
 *
 * <p>There is one batch object, filled anew for each record. Not thread-safe.
 */
final class Generator {
    private static final double MEDIAN_NANOS = 1e6;
    private static final List<String> OPERATION_NAMES =
            List.of("consensus.round", "http.checkout", "storage.read", "storage.write", "signature.verify");

    private final Workload workload;
    private final Instant start;
    private final SplittableRandom random;
    private final List<Measurement> slots = new ArrayList<>();
    private final MeasurementBatch batch = new MeasurementBatch();
    private final String[] nodes;
    private final String[] boots;
    private long next;
    private Instant latest = Instant.EPOCH;
    private Instant due = Instant.EPOCH;

    /** @param start event time of the first measurements */
    Generator(Workload workload, Instant start) {
        this.workload = workload;
        this.start = start;
        this.random = new SplittableRandom(workload.seed());
        this.nodes = new String[workload.nodes()];
        this.boots = new String[workload.nodes()];
        for (int node = 0; node < nodes.length; node++) {
            nodes[node] = "node-%05d".formatted(node);
            boots[node] = new UUID(workload.seed(), node).toString();
        }
        for (int i = 0; i < workload.batch(); i++) {
            slots.add(new Measurement("", start, 0L, null, Outcome.OK, 0L, Map.of()));
        }
        batch.setSystem("bench");
        batch.setRun("");
        batch.setRelease("1.0.0");
        batch.setOrigin(Origin.SIMULATED);
        batch.setDroppedBefore(0);
    }

    boolean hasNext() {
        return next < workload.records();
    }

    /** The next record's value; it holds until the next call. */
    MeasurementBatch next() {
        int node = (int) (next % nodes.length);
        long first = next / nodes.length * workload.batch();
        int count = (int) Math.min(workload.batch(), workload.events() - next * workload.batch());
        next++;
        batch.setNode(nodes[node]);
        batch.setBoot(boots[node]);
        batch.setFirstSequence(first);
        batch.setMeasurements(slots.subList(0, count));
        latest = Instant.EPOCH;
        for (int i = 0; i < count; i++) {
            fill(slots.get(i), node, first + i);
        }
        due = start.plus(dueMicros(node, first + count), ChronoUnit.MICROS);
        return batch;
    }

    /** Latest event time in the record given last: its timestamp. */
    Instant latest() {
        return latest;
    }

    /** When an agent would send the record given last: as soon as it has gathered it. */
    Instant due() {
        return due;
    }

    private void fill(Measurement m, int node, long sequence) {
        long duration = (long) (MEDIAN_NANOS * Math.exp(random.nextGaussian()));
        Instant eventTime = eventTime(node, sequence);
        m.setOperation(OPERATION_NAMES.get((int) (sequence % Workload.OPERATIONS)));
        m.setIntendedStart(eventTime.minus(duration / 1_000, ChronoUnit.MICROS));
        m.setDurationNanos(duration);
        m.setServiceNanos(random.nextBoolean() ? (Long) (long) (duration * random.nextDouble()) : null);
        m.setOutcome(random.nextInt(100) == 0 ? Outcome.ERROR : Outcome.OK);
        m.setBytes(random.nextInt(64, 4_096));
        latest = eventTime.isAfter(latest) ? eventTime : latest;
    }

    private Instant eventTime(int node, long sequence) {
        long early = random.nextLong(Workload.JITTER.toNanos() / 1_000);
        return start.plus(dueMicros(node, sequence) - early, ChronoUnit.MICROS);
    }

    /** Nodes are out of step with each other by as much as their turns are. */
    private long dueMicros(int node, long sequence) {
        double turn = (double) node / nodes.length * workload.batch();
        return (long) ((sequence + turn) * workload.periodMicros());
    }
}

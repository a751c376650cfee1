package io.plumbline.e2e;

import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Events whose every figure is known beforehand: heavy-tailed durations from a fixed seed. Batches come in the order in
 * which they are to be sent: by time, with each node's sequence numbers counting up.
 */
record KnownEvents(List<Event> events, List<MeasurementBatch> batches) {
    static final String SYSTEM = "known";

    /** One event; {@code at} is its completion, which decides its window. */
    record Event(String node, String operation, Instant at, long nanos, Outcome outcome) {}

    /** {@code perSecond} events a second for each node and operation, from {@code start} on. */
    static KnownEvents generate(
            long seed, List<String> nodes, List<String> operations, Instant start, Duration length, int perSecond) {
        Random random = new Random(seed);
        List<Event> events = new ArrayList<>();
        long micros = length.toNanos() / 1000;
        long each = length.toSeconds() * perSecond;
        for (String node : nodes) {
            for (String operation : operations) {
                for (long i = 0; i < each; i++) {
                    Instant at = start.plus(i * micros / each + random.nextInt(500), ChronoUnit.MICROS);
                    events.add(new Event(node, operation, at, heavyTailed(random), outcome(random)));
                }
            }
        }
        events.sort(Comparator.comparing(Event::at));
        return new KnownEvents(List.copyOf(events), batches(events, 50));
    }

    /** The nearest-rank quantile, from all values. */
    static long exact(List<Event> events, double q) {
        List<Long> sorted = events.stream().map(Event::nanos).sorted().toList();
        int rank = Math.max(1, (int) Math.ceil(q * sorted.size() - 1e-9));
        return sorted.get(rank - 1);
    }

    private static long heavyTailed(Random random) {
        return (long) (1_000_000 * Math.exp(1.2 * random.nextGaussian()));
    }

    private static Outcome outcome(Random random) {
        int percent = random.nextInt(100);
        return percent == 0 ? Outcome.TIMEOUT : percent <= 2 ? Outcome.ERROR : Outcome.OK;
    }

    private static List<MeasurementBatch> batches(List<Event> events, int size) {
        Map<String, List<Event>> waiting = new HashMap<>();
        Map<String, Long> next = new HashMap<>();
        List<MeasurementBatch> batches = new ArrayList<>();
        for (Event event : events) {
            List<Event> mine = waiting.computeIfAbsent(event.node(), node -> new ArrayList<>());
            mine.add(event);
            if (mine.size() == size) {
                batches.add(batch(mine, next));
                mine.clear();
            }
        }
        waiting.values().stream().filter(rest -> !rest.isEmpty()).forEach(rest -> batches.add(batch(rest, next)));
        return batches;
    }

    private static MeasurementBatch batch(List<Event> events, Map<String, Long> next) {
        String node = events.get(0).node();
        long first = next.getOrDefault(node, 0L);
        next.put(node, first + events.size());
        return MeasurementBatch.newBuilder()
                .setSystem(SYSTEM)
                .setNode(node)
                .setRelease("1.0")
                .setOrigin(Origin.SIMULATED)
                .setBoot("boot-of-" + node)
                .setFirstSequence(first)
                .setMeasurements(events.stream().map(KnownEvents::measurement).toList())
                .build();
    }

    private static Measurement measurement(Event event) {
        // Avro carries microseconds: the start is rounded so that start + duration is the completion again.
        long startMicros = ChronoUnit.MICROS.between(Instant.EPOCH, event.at()) - event.nanos() / 1000;
        return Measurement.newBuilder()
                .setOperation(event.operation())
                .setIntendedStart(Instant.EPOCH.plus(startMicros, ChronoUnit.MICROS))
                .setDurationNanos(event.nanos())
                .setOutcome(event.outcome())
                .setBytes(100)
                .build();
    }
}

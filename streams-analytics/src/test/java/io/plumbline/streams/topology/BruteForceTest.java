package io.plumbline.streams.topology;

import static io.plumbline.streams.topology.Agent.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.streams.BatchComputation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A seeded stream with everything that goes wrong (out of order, repeated, late, skewed, impossible times, several
 * boots of a node, systems and runs, a node that was cut off and sends its backlog at last) is computed twice: by the topology, and by going over the plain list. To replay a failure, run the seed that it names.
 */
class BruteForceTest {
    private static final String[] NODES = {"a", "b", "c"};
    private static final String[] BOOTS = {"boot-1", "boot-2"};
    private static final String[] SYSTEMS = {"shop", "shop", "shop", "bank"};
    private static final String[] RUNS = {"", "", "load-1"};
    private static final String[] CUT_OFF = {"cut-off-1", "cut-off-2"};
    private static final long EARLIEST_MILLIS = 5_000;
    private static final long LATEST_MILLIS = Pipeline.NOW.toEpochMilli() + 60_000;
    private static final int BATCHES = 400;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyWindowEqualsTheOneComputedFromTheList(long seed) {
        BatchComputation computation = new BatchComputation(EARLIEST_MILLIS, LATEST_MILLIS);
        Map<String, String> settings = Map.of("windows.correction.horizon", "10m", "windows.past.limit", "3595s");
        try (Pipeline pipeline = new Pipeline(settings)) {
            for (MeasurementBatch batch : stream(new SplittableRandom(seed))) {
                pipeline.send(batch);
                computation.take(batch);
            }
            pipeline.pass(Duration.ofSeconds(7));

            assertThat(computation.lateEvents()).isPositive();
            assertThat(computation.refusedEvents()).isPositive();
            assertThat(pipeline.counter("quarantined")).isEqualTo((double) computation.refusedEvents());
            computation.assertEqualTo(pipeline.rows());
        }
    }

    /** Batches that are repeated out of order, with events up to four seconds old, and two backlogs at the end. */
    private static List<MeasurementBatch> stream(SplittableRandom random) {
        Map<String, Agent> agents = new HashMap<>();
        List<MeasurementBatch> sent = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            sent.add(batch(random, agents, one(NODES, random), 10_000 + i * 200L));
        }
        for (int i = 0; i < BATCHES / 10; i++) {
            sent.add(random.nextInt(sent.size()), sent.get(random.nextInt(sent.size())));
        }
        for (String node : CUT_OFF) {
            for (int i = 0; i < BATCHES; i += 10) {
                sent.add(batch(random, agents, node, 10_000 + i * 200L));
            }
        }
        return sent;
    }

    private static MeasurementBatch batch(
            SplittableRandom random, Map<String, Agent> agents, String node, long nowMillis) {
        Measurement[] measurements = new Measurement[random.nextInt(6)];
        for (int m = 0; m < measurements.length; m++) {
            measurements[m] = measurement(random, nowMillis);
        }
        String boot = one(BOOTS, random);
        Agent agent = agents.computeIfAbsent(node + "/" + boot, key -> new Agent(node));
        MeasurementBatch batch = agent.batch(measurements);
        batch.setBoot(boot);
        batch.setSystem(one(SYSTEMS, random));
        batch.setRun(one(RUNS, random));
        return batch;
    }

    private static Measurement measurement(SplittableRandom random, long nowMillis) {
        String operation = random.nextInt(100) > 0 ? "charge" : "refund";
        long nanos = (long) Math.exp(random.nextDouble() * 22); // up to 3.6 s
        Outcome outcome = random.nextInt(20) == 0 ? Outcome.ERROR : Outcome.OK;
        Measurement measurement = event(operation, completedMillis(random, nowMillis), nanos, outcome);
        if (random.nextInt(3) == 0) {
            measurement.setServiceNanos(random.nextLong(nanos + 1));
        }
        return measurement;
    }

    private static long completedMillis(SplittableRandom random, long nowMillis) {
        return switch (random.nextInt(100)) {
            case 0 -> EARLIEST_MILLIS - 1 - random.nextLong(1_000);
            case 1 -> LATEST_MILLIS + 1 + random.nextLong(1L << 40);
            case 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 -> nowMillis - random.nextLong(4_000);
            default -> nowMillis - random.nextLong(900);
        };
    }

    private static String one(String[] of, SplittableRandom random) {
        return of[random.nextInt(of.length)];
    }
}

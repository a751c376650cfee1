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
 * A seeded stream with everything that goes wrong (out of order, repeated, late, skewed, several nodes) is computed twice:
 * by the topology, and by going over the plain list. To replay a failure, run the seed that it names.
 */
class BruteForceTest {
    private static final String[] NODES = {"a", "b", "c"};
    private static final String[] OPERATIONS = {"refund", "ship", "charge"};
    private static final int BATCHES = 400;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyWindowEqualsTheOneComputedFromTheList(long seed) {
        BatchComputation computation = new BatchComputation();
        try (Pipeline pipeline = new Pipeline(Map.of("windows.correction.horizon", "10m"))) {
            for (MeasurementBatch batch : stream(new SplittableRandom(seed))) {
                pipeline.send(batch);
                computation.take(batch);
            }
            pipeline.pass(Duration.ofSeconds(7));

            assertThat(computation.lateEvents()).isPositive();
            computation.assertEqualTo(pipeline.rows());
        }
    }

    /** Three agents whose batches are repeated out of order, with events up to four seconds old. */
    private static List<MeasurementBatch> stream(SplittableRandom random) {
        Map<String, Agent> agents = new HashMap<>();
        List<MeasurementBatch> sent = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            Measurement[] measurements = new Measurement[random.nextInt(6)];
            for (int m = 0; m < measurements.length; m++) {
                measurements[m] = measurement(random, 10_000 + i * 200L);
            }
            String node = NODES[random.nextInt(NODES.length)];
            sent.add(agents.computeIfAbsent(node, Agent::new).batch(measurements));
        }
        for (int i = 0; i < BATCHES / 10; i++) {
            sent.add(random.nextInt(sent.size()), sent.get(random.nextInt(sent.size())));
        }
        return sent;
    }

    private static Measurement measurement(SplittableRandom random, long nowMillis) {
        long age = random.nextInt(10) == 0 ? random.nextLong(4_000) : random.nextLong(900);
        String operation = OPERATIONS[Math.min(random.nextInt(30), OPERATIONS.length - 1)]; // mostly the last
        long nanos = (long) Math.exp(random.nextDouble() * 22); // up to 3.6 s
        return event(operation, nowMillis - age, nanos, random.nextInt(20) == 0 ? Outcome.ERROR : Outcome.OK);
    }
}

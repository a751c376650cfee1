package io.plumbline.producers.spool;

import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.Outcome;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;

/** Records as an agent numbers them. */
public final class Batches {
    private Batches() {}

    /** {@code count} measurements from number {@code first}, at a time that follows from it. */
    public static SpoolRecord batch(String boot, long first, int count) {
        return batch(boot, first, count, 0);
    }

    /** The same, with the {@code dropped} numbers before it declared. */
    public static SpoolRecord batch(String boot, long first, int count, long dropped) {
        Measurement measurement =
                new Measurement("op", Instant.ofEpochSecond(1_000_000, 1_000), 7L, null, Outcome.OK, 0L, Map.of());
        MeasurementBatch batch = new MeasurementBatch(
                "system",
                "",
                "node",
                "1.0",
                Origin.REAL,
                boot,
                first,
                dropped,
                Collections.nCopies(count, measurement));
        return new SpoolRecord("p.measurements", "node", 1_000_000 + first, batch);
    }
}

package io.plumbline.benchmarks.engine;

import io.plumbline.benchmarks.load.FramedBatches;
import io.plumbline.benchmarks.load.Workload;
import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.serde.AvroDeserializer;
import io.plumbline.schemas.serde.BatchReader;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What one event costs to read, by {@link BatchReader} and by Avro to objects. Results: docs/benchmarks.md. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@org.openjdk.jmh.annotations.Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecodeBenchmark {
    private static final int EVENTS = 10_000;
    private static final int SERIES = 1_000;
    private static final int SERIES_RATE = 100;

    @Param({"1", "10", "100"})
    int batch;

    private FramedBatches framed;
    private BatchReader reader;
    private AvroDeserializer<MeasurementBatch> objects;

    @Setup
    public void fill() {
        framed = new FramedBatches(new Workload(EVENTS, batch, SERIES, SERIES_RATE, 1), Instant.now());
        reader = new BatchReader(framed.registry());
        objects = new AvroDeserializer<>(MeasurementBatch.class, framed.registry());
    }

    @TearDown
    public void close() {
        objects.close();
        framed.close();
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long batchReader() {
        long sum = 0;
        for (byte[] value : framed.values()) {
            reader.read(value, 0, value.length);
            for (int i = 0; i < reader.count(); i++) {
                sum += reader.durationNanos(i);
            }
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long avro() {
        long sum = 0;
        for (byte[] value : framed.values()) {
            for (Measurement measurement :
                    objects.deserialize(framed.topic(), value).getMeasurements()) {
                sum += measurement.getDurationNanos();
            }
        }
        return sum;
    }
}

package io.plumbline.benchmarks;

import io.plumbline.schemas.event.SketchData;
import io.plumbline.schemas.serde.Sketches;
import io.plumbline.sketch.Sketch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the sketch costs for one value, and for one window of 5,000 heavy-tailed ones (log-normal around 1 ms), beside an
 * HdrHistogram of two digits: that of the same error. Results: docs/benchmarks.md.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SketchBenchmark {
    private static final int VALUES = 1 << 13;
    private static final int WINDOW = 5_000;

    private final long[] values = new long[VALUES];
    private final Sketch sketch = new Sketch();
    private final Histogram hdr = new Histogram(2);
    private final Histogram hdrWindow = new Histogram(2);
    private final Sketch window = new Sketch();
    private int at;

    @Setup
    public void fill() {
        Random random = new Random(1); // the same values on every run and machine
        for (int i = 0; i < VALUES; i++) {
            values[i] = (long) (1e6 * Math.exp(random.nextGaussian()));
        }
        for (int i = 0; i < WINDOW; i++) {
            window.record((double) values[i]);
            hdrWindow.recordValue(values[i]);
        }
    }

    @Benchmark
    public Sketch record() {
        sketch.record((double) next());
        return sketch;
    }

    @Benchmark
    public Histogram recordHdr() {
        hdr.recordValue(next());
        return hdr;
    }

    @Benchmark
    public Sketch merge() {
        sketch.merge(window);
        return sketch;
    }

    @Benchmark
    public Histogram mergeHdr() {
        hdr.add(hdrWindow);
        return hdr;
    }

    @Benchmark
    public double quantile() {
        return window.quantile(.99);
    }

    @Benchmark
    public long quantileHdr() {
        return hdrWindow.getValueAtPercentile(99);
    }

    /** To Avro and its bytes. */
    @Benchmark
    public ByteBuffer encode() throws IOException {
        return Sketches.toData(window).toByteBuffer();
    }

    @Benchmark
    public Sketch encodeAndDecode() throws IOException {
        return Sketches.fromData(
                SketchData.fromByteBuffer(Sketches.toData(window).toByteBuffer()));
    }

    private long next() {
        at = (at + 1) & (VALUES - 1);
        return values[at];
    }
}

package io.plumbline.producers.agent;

import io.plumbline.schemas.event.Outcome;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * How evenly recording costs what it costs: percentiles of single calls, amid some work of the caller, while a reader
 * empties the buffer every few milliseconds as the agent does. The clock that measures takes some 25 ns itself: the
 * distance to {@link #nothing} is what recording adds.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RecordLatencyBenchmark {
    private static final int WORK = 200;

    private final MeasurementBuffer buffer = new MeasurementBuffer(1 << 18);
    private final Operation operation = new Operation("benchmark");
    private Thread reader;
    private volatile boolean reading;

    @Setup(Level.Iteration)
    public void startReader() {
        reading = true;
        reader = new Thread(this::drain, "reader");
        reader.start();
    }

    @TearDown(Level.Iteration)
    public void stopReader() throws InterruptedException {
        reading = false;
        reader.join();
    }

    @Benchmark
    public void record() {
        Blackhole.consumeCPU(WORK);
        buffer.offer(operation, 1, 1_000, 900, Outcome.OK, 100);
    }

    @Benchmark
    public void nothing() {
        Blackhole.consumeCPU(WORK);
    }

    private void drain() {
        while (reading) {
            buffer.drain((op, start, duration, service, outcome, bytes) -> {}, Integer.MAX_VALUE);
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}

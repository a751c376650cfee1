package io.plumbline.producers.agent;

import io.plumbline.schemas.event.Outcome;
import java.util.Map;
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
 * How evenly recording costs what it costs: percentiles of single calls amid some work of the caller, while a reader
 * empties the buffer every few milliseconds as the agent does.
 *
 * <p>{@link #amidWork} is the caller's view: a processor does part of the call beside the work, and what it adds is the
 * distance to {@link #work}. In {@link #alone} the work is outside of the time taken, and the reading of the clock lets
 * nothing overlap: the whole call, with one reading of the clock, which is {@link #clock}. Percentiles of one are not
 * those of a difference, but where those of {@code work} and {@code clock} lie within a step of the clock there is none.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RecordLatencyBenchmark {
    private static final int WORK = 200;

    private final Operations operations = new Operations();
    private final Operation operation = operations.of("benchmark", Map.of());
    private final MeasurementBuffer buffer = new MeasurementBuffer(operations, 1 << 18);
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

    @TearDown
    public void isAllTaken() {
        if (buffer.overflowed() > 0) {
            throw new IllegalStateException("the buffer overflowed: this run measures the wrong thing");
        }
    }

    @Benchmark
    public void amidWork() {
        Blackhole.consumeCPU(WORK);
        buffer.offer(operation, 1, 1_000, 900, Outcome.OK, 100);
    }

    @Benchmark
    public void work() {
        Blackhole.consumeCPU(WORK);
    }

    @Benchmark
    public void alone(Before work) {
        buffer.offer(operation, 1, 1_000, 900, Outcome.OK, 100);
    }

    @Benchmark
    public void clock(Before work) {}

    /** The same work before each call, untimed. */
    @State(Scope.Thread)
    public static class Before {
        @Setup(Level.Invocation)
        public void work() {
            Blackhole.consumeCPU(WORK);
        }
    }

    private void drain() {
        while (reading) {
            buffer.drain((op, start, duration, service, outcome, bytes) -> {}, Integer.MAX_VALUE);
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}

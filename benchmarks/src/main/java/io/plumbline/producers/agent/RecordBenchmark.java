package io.plumbline.producers.agent;

import io.plumbline.schemas.event.Outcome;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Recorder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one measurement costs the thread that records it, beside other ways to note it. Each thread records a burst into
 * room that was made before: a benchmark without end would fill any buffer, and then measure how cheap dropping is.
 * Results: docs/benchmarks.md.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 30)
@Measurement(iterations = 30)
@Fork(2)
public class RecordBenchmark {
    private static final int BURST = 100_000;
    private static final int ROOM_FOR_EIGHT_THREADS = 1 << 20;

    private record Event(Operation operation, long start, long duration, long service, Outcome outcome, long bytes) {}

    private final Operations operations = new Operations();
    private final Operation operation = operations.of("benchmark", Map.of());
    private final MeasurementBuffer buffer = new MeasurementBuffer(operations, ROOM_FOR_EIGHT_THREADS);
    private final MeasurementBuffer full = new MeasurementBuffer(operations, 1);
    private final LongAdder adder = new LongAdder();
    private final Recorder histogram = new Recorder(2);
    private final ConcurrentLinkedQueue<Event> queue = new ConcurrentLinkedQueue<>();

    @Setup(Level.Iteration)
    public void makeRoom() {
        buffer.drain((op, start, duration, service, outcome, bytes) -> {}, Integer.MAX_VALUE);
        if (buffer.overflowed() > 0) {
            throw new IllegalStateException("the buffer overflowed: this run measures the wrong thing");
        }
        queue.clear();
        adder.reset();
        histogram.reset();
        while (full.offer(operation, 0, 0, 0, Outcome.OK, 0)) {}
    }

    /** {@code Agent.record} less its four comparisons. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public void record() {
        for (int i = 0; i < BURST; i++) {
            buffer.offer(operation, i, 1_000, 900, Outcome.OK, 100);
        }
    }

    /** While Kafka is away and the buffer is full. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public void recordDropped() {
        for (int i = 0; i < BURST; i++) {
            full.offer(operation, i, 1_000, 900, Outcome.OK, 100);
        }
    }

    /** The least that any concurrent note costs: a counter, without the measurement. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public void longAdder() {
        for (int i = 0; i < BURST; i++) {
            adder.increment();
        }
    }

    /** Durations only: no start, outcome or bytes, and nothing of the single event remains. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public void hdrRecorder() {
        for (int i = 0; i < BURST; i++) {
            histogram.recordValue(i);
        }
    }

    /** The same measurement as an object in the JDK's queue, without a bound. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public void linkedQueue() {
        for (int i = 0; i < BURST; i++) {
            queue.add(new Event(operation, i, 1_000, 900, Outcome.OK, 100));
        }
    }

    /** What nearly every caller pays before: reading the clock. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public long nanoTime() {
        long sum = 0;
        for (int i = 0; i < BURST; i++) {
            sum += System.nanoTime();
        }
        return sum;
    }
}

package io.plumbline.streams.topology;

import io.plumbline.benchmarks.load.Workload;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What stage 1 costs for one event, from a bundle's bytes to the closed window: reading, accounting, recording and merging
 * over nodes. Each invocation is three more seconds of event time of 1,000 series, so windows close and are used again;
 * commits, and what becomes of a summary, are not in it. Results: docs/benchmarks.md.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 200)
@Measurement(iterations = 50)
@Fork(1)
public class Stage1Benchmark {
    private static final int EVENTS = 300_000;
    private static final int SERIES = 1_000;
    private static final int SERIES_RATE = 100;

    @Param({"1", "100"})
    int batch;

    private Stage1Input input;
    private Stage1 stage;

    @Setup
    public void fill() {
        input = new Stage1Input(new Workload(EVENTS, batch, SERIES, SERIES_RATE, 1), Instant.now());
        stage = new Stage1(input.registry());
    }

    @Setup(Level.Iteration)
    public void moveOn() {
        input.moveOn();
    }

    @TearDown
    public void check() {
        input.close();
        if (stage.setAside() > 0 || stage.closedEvents() == 0) {
            throw new IllegalStateException("events were set aside, or no window closed: this measures something else");
        }
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long stage1() {
        for (byte[] bundle : input.bundles()) {
            stage.process(bundle, input.nowMillis());
        }
        return stage.closedWindows();
    }
}

package io.plumbline.benchmarks.state;

import io.plumbline.streams.domain.window.ClosedBy;
import io.plumbline.streams.domain.window.Series;
import io.plumbline.streams.domain.window.Slice;
import io.plumbline.streams.domain.window.SourceClock;
import io.plumbline.streams.domain.window.SourceWindows;
import io.plumbline.streams.domain.window.Tally;
import io.plumbline.streams.domain.window.WindowId;
import io.plumbline.streams.topology.WindowConfig;
import io.plumbline.streams.topology.store.Codecs;
import java.time.Duration;
import java.time.Instant;

/**
 * Both stages' windows with their stores, as the topology keeps them, fed with events one step of event time after the
 * other. What stage 1 sends goes through bytes, so that stage 2 shares no object with it.
 */
final class HeldState implements SourceWindows.Closed {
    static final Duration STEP = Duration.ofMillis(100);

    private static final WindowConfig CONFIG = WindowConfig.DEFAULT;
    private static final long BASE = micros(CONFIG.levels().get(0));

    private final Stage1Windows stage1;
    private Stage2Windows stage2 = new Stage2Windows(CONFIG);
    private final SourceClock clock = new SourceClock(BASE, micros(CONFIG.grace()), SourceClock.NOTHING);
    private long nowMicros;
    private long closedUpTo = SourceClock.NOTHING;

    /** @param series pairs of node and operation */
    HeldState(int series, Instant start) {
        stage1 = new Stage1Windows(CONFIG, series);
        nowMicros = start.toEpochMilli() * 1_000;
    }

    /** One event of every series. */
    void step() {
        stage1.record(nowMicros);
        clock.observe(nowMicros);
        if (clock.closedUpTo() > closedUpTo) {
            closedUpTo = clock.closedUpTo();
            stage1.windows().closeUpTo(closedUpTo, this);
            stage2.closeUpTo(closedUpTo);
        }
        nowMicros += micros(STEP);
    }

    /** What is done when Kafka Streams commits. */
    void commit() {
        stage1.commit();
        stage2.commit();
    }

    @Override
    public void window(Series series, long startMicros, Tally tally) {
        WindowId sent = Codecs.WINDOW_ID.decode(Codecs.WINDOW_ID.encode(new WindowId(series, BASE, startMicros)));
        Tally figures = Codecs.TALLY.decode(Codecs.TALLY.encode(tally));
        stage2.add(sent.series(), startMicros, figures, ClosedBy.EVENT_TIME);
    }

    @Override
    public void slice(Slice slice) {
        stage1.drop(slice);
    }

    Stage1Windows stage1() {
        return stage1;
    }

    Stage2Windows stage2() {
        return stage2;
    }

    /** Leaves stage 1 alone in memory. */
    void forgetStage2() {
        stage2 = null;
    }

    static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}

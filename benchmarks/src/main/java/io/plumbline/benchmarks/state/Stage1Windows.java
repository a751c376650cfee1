package io.plumbline.benchmarks.state;

import io.plumbline.streams.domain.window.NodeSeries;
import io.plumbline.streams.domain.window.Origin;
import io.plumbline.streams.domain.window.Outcome;
import io.plumbline.streams.domain.window.Slice;
import io.plumbline.streams.domain.window.SourceWindows;
import io.plumbline.streams.domain.window.Tally;
import io.plumbline.streams.domain.window.WindowId;
import io.plumbline.streams.topology.WindowConfig;
import io.plumbline.streams.topology.store.Codecs;
import io.plumbline.streams.topology.store.CountedStore;
import io.plumbline.streams.topology.store.ObjectStore;
import io.plumbline.streams.topology.store.PageKey;
import io.plumbline.streams.topology.store.WindowPages;
import java.util.SplittableRandom;

/** Stage 1 of one source that has all series. Durations are log-normal around 1 ms, half of them with a service time. */
final class Stage1Windows {
    static final int OPERATIONS = 5; // of each node

    private static final double MEDIAN_NANOS = 1e6;
    private static final long UNKNOWN = -1;
    private static final long EVENT_BYTES = 1_000;

    private final long baseMicros;
    private final SourceWindows windows;
    private final CountedStore store = new CountedStore("pages");
    private final ObjectStore<PageKey, byte[]> table = store.objects(Codecs.PAGE_KEY, Codecs.PAGE);
    private final WindowPages pages = new WindowPages(table);
    private final SplittableRandom random = new SplittableRandom(1);
    private final NodeSeries[] series;

    Stage1Windows(WindowConfig config, int count) {
        baseMicros = HeldState.micros(config.levels().get(0));
        windows = new SourceWindows(baseMicros, HeldState.micros(config.nodeFrom()), count);
        series = new NodeSeries[count];
        table.beforeFlush(() -> pages.write(windows));
    }

    void record(long eventMicros) {
        long start = WindowId.startOf(baseMicros, eventMicros);
        for (int i = 0; i < series.length; i++) {
            Tally tally = windows.base(find(i), start).tally();
            tally.from(Origin.SIMULATED, "1.0.0");
            long duration = (long) (MEDIAN_NANOS * Math.exp(random.nextGaussian()));
            tally.record(Outcome.OK, duration, random.nextBoolean() ? duration / 2 : UNKNOWN, EVENT_BYTES);
        }
    }

    SourceWindows windows() {
        return windows;
    }

    CountedStore store() {
        return store;
    }

    void commit() {
        table.flushCache();
    }

    void drop(Slice slice) {
        pages.drop(slice);
    }

    private NodeSeries find(int index) {
        if (series[index] == null || series[index].forgotten()) {
            String node = "node-%05d".formatted(index / OPERATIONS);
            series[index] = windows.series("bench", "", node, "operation-" + index % OPERATIONS);
        }
        return series[index];
    }
}

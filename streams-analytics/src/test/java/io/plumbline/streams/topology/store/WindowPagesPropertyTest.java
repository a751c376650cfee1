package io.plumbline.streams.topology.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.sketch.Sketch;
import io.plumbline.streams.domain.window.Origin;
import io.plumbline.streams.domain.window.Outcome;
import io.plumbline.streams.domain.window.Series;
import io.plumbline.streams.domain.window.Slice;
import io.plumbline.streams.domain.window.SourceWindows;
import io.plumbline.streams.domain.window.Table;
import io.plumbline.streams.domain.window.Tally;
import io.plumbline.streams.domain.window.UnknownSizeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The open windows of a source through the pages of its changelog, against those of one that never ended. */
class WindowPagesPropertyTest {
    private static final long BASE = 1_000_000;
    private static final long SPAN = 10 * BASE;
    private static final int PLENTY = 100_000;
    private static final int STEPS = 300;

    /** A table in memory, as the state store is one. */
    private static final class Pages implements Table<PageKey, byte[]> {
        private final Map<PageKey, byte[]> map = new HashMap<>();

        @Override
        public byte[] get(PageKey key) {
            return map.get(key);
        }

        @Override
        public void put(PageKey key, byte[] value) {
            map.put(key, value);
        }

        @Override
        public void touch(PageKey key) {
            throw new UnsupportedOperationException("a page is never changed");
        }

        @Override
        public void remove(PageKey key) {
            map.remove(key);
        }

        @Override
        public void forEach(BiConsumer<PageKey, byte[]> visitor) {
            map.forEach(visitor);
        }
    }

    /** Stage 1 as far as windows go. Only this one is ended and begun again. */
    private static final class Source implements SourceWindows.Closed {
        final Pages table = new Pages();
        final List<String> closed = new ArrayList<>();
        private final int limit;
        SourceWindows windows;
        private WindowPages pages;

        Source(int limit) {
            this.limit = limit;
            begin();
        }

        /** From what was committed last. */
        void begin() {
            windows = new SourceWindows(BASE, SPAN, limit);
            pages = new WindowPages(table);
            pages.restore(windows);
        }

        void commit() {
            pages.write(windows);
        }

        void event(Series series, long startMicros, long nanos) {
            Tally tally = windows.base(
                            windows.series(series.system(), series.run(), series.node(), series.operation()),
                            startMicros)
                    .tally();
            tally.from(Origin.REAL, "1." + nanos % 3);
            tally.record(Outcome.OK, nanos, nanos % 2 == 0 ? nanos / 2 : -1, 1);
        }

        void closeUpTo(long endMicros) {
            windows.closeUpTo(endMicros, this);
        }

        @Override
        public void window(Series series, long startMicros, Tally tally) {
            countAll(tally.response());
            countAll(tally.service());
            String figures = HexFormat.of().formatHex(Codecs.TALLY.encode(tally));
            closed.add(series + " " + startMicros + " " + figures);
        }

        /** What was merged into a restored window came in another order: a list would tell. */
        private static void countAll(Sketch sketch) {
            if (sketch != null && !sketch.isEmpty()) {
                sketch.countAt(0);
            }
        }

        @Override
        public void slice(Slice slice) {
            pages.drop(slice);
        }
    }

    @Property(tries = 200)
    void aSourceThatEndsAfterACommitGoesOnAsIfItHadNot(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int limit) {
        SplittableRandom random = new SplittableRandom(seed);
        Source steady = new Source(limit);
        Source restarted = new Source(limit);
        for (int step = 0; step < STEPS; step++) {
            long now = step * (BASE / 7);
            step(random, now, steady, restarted);
            assertThat(restarted.windows.openWindows()).isEqualTo(steady.windows.openWindows());
            assertThat(restarted.windows.series()).isEqualTo(steady.windows.series());
        }
        steady.closeUpTo(Long.MAX_VALUE);
        restarted.closeUpTo(Long.MAX_VALUE);

        assertThat(restarted.closed).containsExactlyInAnyOrderElementsOf(steady.closed);
        assertThat(restarted.table.map).as("pages of closed windows").isEmpty();
    }

    private static void step(SplittableRandom random, long nowMicros, Source steady, Source restarted) {
        int what = random.nextInt(20);
        if (what == 0) {
            long end = nowMicros - random.nextLong(3 * BASE);
            steady.closeUpTo(end);
            restarted.closeUpTo(end);
        } else if (what == 1) {
            restarted.commit();
        } else if (what == 2) {
            restarted.commit();
            restarted.begin();
        } else {
            long start = Math.max(0, nowMicros - random.nextLong(4 * BASE)) / BASE * BASE; // some had closed
            Series series = new Series(
                    "system-" + random.nextInt(2), "", "operation-" + random.nextInt(4), "node-" + random.nextInt(2));
            long nanos = random.nextLong(1_000_000);
            steady.event(series, start, nanos);
            restarted.event(series, start, nanos);
        }
    }

    @Example
    void whatIsNotCommittedIsNotRestored() {
        Source source = new Source(PLENTY);
        source.event(series(0), 0, 1);
        source.commit();
        source.event(series(0), 0, 2);
        source.event(series(1), 0, 3);
        source.begin();
        source.closeUpTo(BASE);

        Source committed = new Source(PLENTY);
        committed.event(series(0), 0, 1);
        committed.closeUpTo(BASE);
        assertThat(source.closed).isEqualTo(committed.closed);
    }

    @Example
    void moreWindowsThanAPageHoldsAreRestoredFromSeveral() {
        Source source = new Source(PLENTY);
        int windows = 10_000;
        for (int i = 0; i < windows; i++) {
            source.event(series(i), 0, i);
        }
        source.commit();
        assertThat(source.table.map).hasSizeGreaterThan(1);
        source.table.map.values().forEach(page -> assertThat(page.length).isLessThan(1 << 19));

        source.begin();

        assertThat(source.windows.openWindows()).isEqualTo(windows);
        source.closeUpTo(Long.MAX_VALUE);
        assertThat(source.table.map).isEmpty();
        assertThat(source.closed).hasSize(2 * windows); // the base window over all nodes, and the span
    }

    @Example
    void openWindowsOfOtherSizesAreRefusedWithWhatToDo() {
        Source source = new Source(PLENTY);
        source.event(series(0), 0, 1);
        source.commit();
        WindowPages pages = new WindowPages(source.table);

        assertThatThrownBy(() -> pages.restore(new SourceWindows(2 * BASE, SPAN, PLENTY)))
                .isInstanceOf(UnknownSizeException.class)
                .hasMessageContaining("open windows of 1000000 us")
                .hasMessageContaining("windows.levels")
                .hasMessageContaining("streams.application.id");

        source.closeUpTo(BASE); // only the span is open now
        source.commit();
        SourceWindows otherBase = new SourceWindows(2 * BASE, SPAN, PLENTY);
        pages.restore(otherBase);
        assertThat(otherBase.openWindows()).isEqualTo(1);
        assertThatThrownBy(() -> pages.restore(new SourceWindows(BASE, 2 * SPAN, PLENTY)))
                .isInstanceOf(UnknownSizeException.class)
                .hasMessageContaining("open windows of 10000000 us");

        source.closeUpTo(SPAN);
        source.commit();
        SourceWindows other = new SourceWindows(2 * BASE, 2 * SPAN, PLENTY);
        pages.restore(other);
        assertThat(other.openWindows()).isZero();
    }

    private static Series series(int number) {
        return new Series("shop", "", "operation-" + number, "a");
    }
}

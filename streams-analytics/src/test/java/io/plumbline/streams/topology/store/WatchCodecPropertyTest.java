package io.plumbline.streams.topology.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.streams.domain.health.MapTable;
import io.plumbline.streams.domain.regression.Direction;
import io.plumbline.streams.domain.regression.comparison.MetricRule;
import io.plumbline.streams.domain.regression.watch.Archive;
import io.plumbline.streams.domain.regression.watch.Calendar;
import io.plumbline.streams.domain.regression.watch.Metric;
import io.plumbline.streams.domain.regression.watch.Pinned;
import io.plumbline.streams.domain.regression.watch.SeriesRules;
import io.plumbline.streams.domain.regression.watch.SeriesWatch;
import io.plumbline.streams.domain.regression.watch.WatchRule;
import io.plumbline.streams.domain.regression.watch.Watches;
import io.plumbline.streams.domain.regression.watch.WindowFigures;
import io.plumbline.streams.domain.window.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WatchCodecPropertyTest {
    private static final long TEN_MINUTES = 600_000_000;
    private static final Series SERIES = new Series("shop", "", "charge", "");

    private static final SeriesRules RULES = new SeriesRules(
            Map.of(
                    Metric.P50, new WatchRule(new MetricRule(.1, Direction.UP), 5),
                    Metric.RATE, new WatchRule(new MetricRule(.05, Direction.BOTH), 5)),
            Map.of(Metric.MEAN, 120.0),
            Calendar.HOUR_OF_DAY,
            20);

    /** The stores of a task, as they are after a restart. */
    private static final class Kept {
        private final MapTable<Series, SeriesWatch> watches =
                new MapTable<>(watch -> Codecs.SERIES_WATCH.decode(Codecs.SERIES_WATCH.encode(watch)));
        private final MapTable<Series, Archive> archives =
                new MapTable<>(archive -> Codecs.WATCH_ARCHIVE.decode(Codecs.WATCH_ARCHIVE.encode(archive)));

        Watches open() {
            watches.restart();
            archives.restart();
            return new Watches(watches, archives, 1);
        }

        byte[] bytes() {
            return Codecs.SERIES_WATCH.encode(watches.get(SERIES));
        }
    }

    /** Whatever the levels are: a watch that is written and read at any window says what one says that was not. */
    @Property(tries = 30)
    void aRestartChangesNothing(
            @ForAll long seed,
            @ForAll @Size(min = 2, max = 8) List<@IntRange(min = 50, max = 200) Integer> levels,
            @ForAll @IntRange(min = 1, max = 60) int lifetime) {
        SplittableRandom random = new SplittableRandom(seed);
        Kept untouched = new Kept();
        Kept kept = new Kept();
        Watches whole = untouched.open();
        Watches restarted = kept.open();
        List<Object> said = new ArrayList<>();
        List<Object> saidAgain = new ArrayList<>();
        for (int window = 0; window < 40 * levels.size(); window++) {
            double level = levels.get(window / 40) * Math.exp(.05 * random.nextGaussian());
            long count = random.nextInt(50) == 0 ? 5 : Math.round(level);
            said.add(show(RULES, whole, window, level, count));
            if (window % lifetime == 0) {
                restarted = kept.open();
            }
            saidAgain.add(show(RULES, restarted, window, level, count));
        }

        assertThat(saidAgain).isEqualTo(said);
        assertThat(kept.bytes()).isEqualTo(untouched.bytes());
    }

    @Test
    void whatIsWrittenAtEachWindowIsSmall() {
        Kept kept = new Kept();
        Watches watches = kept.open();
        SeriesRules rules = new SeriesRules(RULES.metrics(), Map.of(), Calendar.NONE, 20);
        SplittableRandom random = new SplittableRandom(1);
        long bytes = 0;
        for (int window = 0; window < 1_000; window++) {
            show(rules, watches, window, 100 * Math.exp(.01 * random.nextGaussian()), 100);
            bytes += kept.bytes().length;
        }

        assertThat(bytes / 1_000).isLessThan(250); // of 2 metrics with 230 points of 4 bytes
    }

    private static Object show(SeriesRules rules, Watches watches, int window, double level, long count) {
        Pinned baseline = window < 100 ? Pinned.NOTHING : new Pinned(window / 100, Pinned.Meaning.SET, 100);
        WindowFigures figures = new WindowFigures.Operation(count, 5, 0, 1, level, level, level, level);
        return watches.show(
                SERIES,
                TEN_MINUTES * window,
                watch -> watch.add(rules, metric -> baseline, TEN_MINUTES * window, figures, metric -> level));
    }
}

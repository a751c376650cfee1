package io.plumbline.streams.topology.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.streams.domain.regression.Direction;
import io.plumbline.streams.domain.regression.comparison.MetricRule;
import io.plumbline.streams.domain.regression.watch.Calendar;
import io.plumbline.streams.domain.regression.watch.Metric;
import io.plumbline.streams.domain.regression.watch.Pinned;
import io.plumbline.streams.domain.regression.watch.SeriesRules;
import io.plumbline.streams.domain.regression.watch.SeriesWatch;
import io.plumbline.streams.domain.regression.watch.WatchRule;
import io.plumbline.streams.domain.regression.watch.WindowFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class WatchCodecPropertyTest {
    private static final long TEN_MINUTES = 600_000_000;

    private static final SeriesRules RULES = new SeriesRules(
            Map.of(
                    Metric.P50, new WatchRule(new MetricRule(.1, Direction.UP), 5),
                    Metric.RATE, new WatchRule(new MetricRule(.05, Direction.BOTH), 5)),
            Map.of(Metric.MEAN, 120.0),
            Calendar.HOUR_OF_DAY,
            20);

    /** Whatever the levels are: a watch that is written and read at any window says what one says that was not. */
    @Property(tries = 20)
    void aRestartChangesNothing(
            @ForAll long seed,
            @ForAll @Size(min = 2, max = 6) List<@IntRange(min = 50, max = 200) Integer> levels,
            @ForAll @IntRange(min = 1, max = 40) int lifetime) {
        SplittableRandom random = new SplittableRandom(seed);
        SeriesWatch whole = new SeriesWatch(SeriesWatch.State.empty());
        SeriesWatch restarted = new SeriesWatch(SeriesWatch.State.empty());
        List<Object> said = new ArrayList<>();
        List<Object> saidAgain = new ArrayList<>();
        for (int window = 0; window < 40 * levels.size(); window++) {
            double level = levels.get(window / 40) * Math.exp(.05 * random.nextGaussian());
            WindowFigures figures = new WindowFigures.Operation(
                    random.nextInt(50) == 0 ? 5 : Math.round(level), 5, 0, 1, level, level, level, level);
            Pinned baseline = window < 100 ? Pinned.NOTHING : new Pinned(window / 100, Pinned.Meaning.SET, 100);
            said.addAll(whole.add(RULES, metric -> baseline, TEN_MINUTES * window, figures, metric -> level));
            if (window % lifetime == 0) {
                restarted = Codecs.SERIES_WATCH.decode(Codecs.SERIES_WATCH.encode(restarted));
            }
            saidAgain.addAll(restarted.add(RULES, metric -> baseline, TEN_MINUTES * window, figures, metric -> level));
        }

        assertThat(saidAgain).isEqualTo(said);
        assertThat(Codecs.SERIES_WATCH.encode(restarted)).isEqualTo(Codecs.SERIES_WATCH.encode(whole));
    }
}

package io.plumbline.streams.domain.regression.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Operations whose load follows the hours of the day: six windows an hour. */
class SeriesWatchTest {
    private static final long TEN_MINUTES = 600_000_000L;

    private final SplittableRandom random = new SplittableRandom(1);
    private final SeriesWatch watch = new SeriesWatch(SeriesWatch.State.empty());
    private final List<SeriesWatch.Said> said = new ArrayList<>();
    private Calendar calendar = Calendar.HOUR_OF_DAY;
    private int window;

    @Test
    void aDailySeasonIsNoRegressionOnceItIsKnown() {
        hours(48, 1);
        said.clear();
        hours(96, 1);

        assertThat(said).isEmpty();
    }

    @Test
    void withoutACalendarTheSameSeasonIsSaidToBeWorseEveryDay() {
        calendar = Calendar.NONE;
        hours(48, 1);
        said.clear();
        hours(96, 1);

        assertThat(said).isNotEmpty();
    }

    @Test
    void aRegressionOnTopOfTheSeasonIsFoundAndShownAsItIsAtThisHour() {
        hours(74, 1);
        said.clear();
        hours(4, 1.4); // 2 to 6 o'clock, when the usual level is the median of the day's

        assertThat(said).isNotEmpty();
        Observation.Worse last = (Observation.Worse) said.get(said.size() - 1).what();
        assertThat(last.phase()).isEqualTo(Phase.CONFIRMED);
        assertThat(last.effect()).isCloseTo(.4, within(.05));
        assertThat(last.before()).isCloseTo(level(77), within(4.0));
        assertThat(last.now()).isCloseTo(1.4 * level(77), within(6.0));
    }

    @Test
    void nothingIsTakenForASeasonBeforeAFullCycle() {
        hours(12, 1);

        assertThat(said).isNotEmpty();
    }

    /** A working day: five times as slow from 8 to 18 o'clock. */
    private static double level(int hour) {
        return hour % 24 >= 8 && hour % 24 < 18 ? 500 : 100;
    }

    private void hours(int hours, double factor) {
        SeriesRules rules =
                new SeriesRules(Map.of(Metric.P50, new WatchRule(Metric.P50.defaultRule(), 5)), Map.of(), calendar, 1);
        for (int i = 0; i < 6 * hours; i++) {
            double p50 = factor * level(window / 6) * Math.exp(.01 * random.nextGaussian());
            WindowFigures figures = new WindowFigures.Operation(100, 100, 0, 600, p50, p50, p50, p50);
            said.addAll(
                    watch.add(rules, metric -> Pinned.NOTHING, TEN_MINUTES * window++, figures, metric -> Double.NaN));
        }
    }
}

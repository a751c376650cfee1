package io.plumbline.streams.domain.trend;

import io.plumbline.streams.domain.trend.MemoryVerdict.Inconclusive;
import io.plumbline.streams.domain.trend.MemoryVerdict.Leaking;
import io.plumbline.streams.domain.trend.MemoryVerdict.Stable;
import io.plumbline.streams.domain.trend.TrendVerdict.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Looks for a leak in samples of a process's memory. Only the floor counts, the least of each of {@value #BLOCKS} stretches of
 * time: between two collections of garbage memory always grows. A leak goes on: what only fills a cache after the start has
 * ended by the second half.
 *
 * @param significance of the floor's trend
 * @param tolerance growth over the samples' whole time, as a share of the memory used, that does not matter
 */
public record MemoryGrowth(double significance, double tolerance) {
    public static final MemoryGrowth DEFAULT = new MemoryGrowth(0.01, 0.05);

    static final int BLOCKS = 20;

    /** Of the whole slope: what the second half must keep to be called going on. */
    private static final double GOES_ON = 1 / 3.0;

    /** @param samples time in seconds, value in bytes; in any order */
    public MemoryVerdict judge(List<TimedValue> samples) {
        List<TimedValue> floor = floor(samples);
        if (floor.size() < BLOCKS) {
            return new Inconclusive(
                    "a leak shows over " + BLOCKS + " stretches of time, and only " + floor.size() + " have samples");
        }
        Figures whole = TrendDetector.figures(new Series(floor));
        Figures later = TrendDetector.figures(new Series(floor.subList(BLOCKS / 2, BLOCKS)));
        double seconds = floor.get(BLOCKS - 1).time() - floor.get(0).time();
        double harmless = tolerance * Series.median(new Series(floor).values()) / seconds;
        return verdict(whole, later, harmless);
    }

    private MemoryVerdict verdict(Figures whole, Figures later, double harmless) {
        Interval slope = whole.line().slope();
        if (slope.high() <= harmless) {
            return new Stable(slope);
        }
        double p = whole.significance().pValue();
        boolean grows = p < significance && slope.low() > 0 && slope.value() > harmless;
        boolean goesOn = later.line().slope().low() > 0 && later.line().slope().value() > GOES_ON * slope.value();
        if (grows && goesOn) {
            return new Leaking(slope, p);
        }
        if (later.line().slope().high() <= harmless) {
            return new Stable(later.line().slope());
        }
        return new Inconclusive(String.format(
                Locale.ROOT,
                "memory grew by %.4g bytes a second, between %.4g and %.4g: %s; measure longer",
                slope.value(),
                slope.low(),
                slope.high(),
                grows ? "whether it still does is not certain" : "whether it does is not certain"));
    }

    /** Of each stretch the sample with the least memory; fewer where stretches have none. */
    private static List<TimedValue> floor(List<TimedValue> samples) {
        List<TimedValue> floor = new ArrayList<>();
        double first = samples.stream().mapToDouble(TimedValue::time).min().orElse(0);
        double last = samples.stream().mapToDouble(TimedValue::time).max().orElse(0);
        double length = (last - first) / BLOCKS;
        for (int block = 0; block < BLOCKS; block++) {
            double from = first + block * length;
            double to = block == BLOCKS - 1 ? Math.nextUp(last) : from + length;
            samples.stream()
                    .filter(sample -> sample.time() >= from && sample.time() < to)
                    .min(Comparator.comparingDouble(TimedValue::value))
                    .ifPresent(floor::add);
        }
        return floor;
    }
}

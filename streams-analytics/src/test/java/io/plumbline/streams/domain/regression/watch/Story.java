package io.plumbline.streams.domain.regression.watch;

import io.plumbline.streams.domain.regression.Direction;
import io.plumbline.streams.domain.regression.comparison.MetricRule;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** One metric in windows of a second, and what its watch says of it. */
final class Story {
    static final long SECOND = 1_000_000;

    private final SplittableRandom random;
    private final WatchRule rule;
    private final List<Observation> said = new ArrayList<>();
    private UnaryOperator<MetricWatch> eachWindow = UnaryOperator.identity();
    private MetricWatch watch = new MetricWatch();
    private Pinned baseline = Pinned.NOTHING;
    private double spread = .05;
    private int window;

    Story(long seed) {
        this(seed, new MetricRule(.1, Direction.UP));
    }

    Story(long seed, MetricRule metric) {
        random = new SplittableRandom(seed);
        rule = new WatchRule(metric, 5);
    }

    /** What happens to the watch before each window. */
    Story each(UnaryOperator<MetricWatch> change) {
        eachWindow = change;
        return this;
    }

    /** Standard deviation of the values, in parts of their level. */
    Story noise(double relative) {
        spread = relative;
        return this;
    }

    Story baseline(int version, Pinned.Meaning meaning, double level) {
        baseline = new Pinned(version, meaning, level);
        return this;
    }

    /** So many windows at this level. */
    Story at(double level, int windows) {
        for (int i = 0; i < windows; i++) {
            value(level * Math.exp(spread * random.nextGaussian()));
        }
        return this;
    }

    /** Around 100, each value remembering the one before it. */
    Story wander(double memory, double step, int windows, long seed) {
        SplittableRandom steps = new SplittableRandom(seed);
        double deviation = 0;
        for (int i = 0; i < windows; i++) {
            deviation = memory * deviation + step * steps.nextGaussian();
            value(100 * Math.exp(deviation));
        }
        return this;
    }

    /** From one level to another in so many windows. */
    Story drift(double from, double to, int windows) {
        for (int i = 0; i < windows; i++) {
            at(from + (to - from) * i / windows, 1);
        }
        return this;
    }

    Story value(double value) {
        watch = eachWindow.apply(watch);
        watch.add(rule, baseline, window++ * SECOND, value).ifPresent(said::add);
        return this;
    }

    /** All that was said. */
    List<Observation> said() {
        return said;
    }

    List<Observation.Worse> episodes() {
        return said.stream()
                .filter(Observation.Worse.class::isInstance)
                .map(Observation.Worse.class::cast)
                .toList();
    }

    List<Observation.Better> improvements() {
        return said.stream()
                .filter(Observation.Better.class::isInstance)
                .map(Observation.Better.class::cast)
                .toList();
    }

    /** The phases in their order, repetitions left out. */
    List<Phase> phases() {
        List<Phase> phases = new ArrayList<>();
        for (Observation.Worse worse : episodes()) {
            if (phases.isEmpty() || phases.get(phases.size() - 1) != worse.phase()) {
                phases.add(worse.phase());
            }
        }
        return phases;
    }

    Observation.Worse last() {
        return episodes().get(episodes().size() - 1);
    }

    /** How many windows were said to be in this phase. */
    long windowsIn(Phase phase) {
        return episodes().stream().filter(worse -> worse.phase() == phase).count();
    }
}

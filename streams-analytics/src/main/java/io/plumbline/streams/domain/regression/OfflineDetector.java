package io.plumbline.streams.domain.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads a whole series and says where its regimes begin. The candidates are the bounds of the best description of the
 * series ({@link RegimeSearch}); each must then stand a t-test between its neighbours and exceed the tolerance, and the
 * weakest falls first, as its neighbours' regimes grow by that (the merging of Fleming et al., Hunter, ICPE 2023).
 */
public final class OfflineDetector {
    /** Below this number of points nothing is said. */
    public static final int FEWEST = 10;

    private static final int WINDOW = 1_000;
    /** A change is located anew within this distance, now that its noise is known. */
    private static final int REACH = 6;

    private final DetectionConfig config;

    public OfflineDetector(DetectionConfig config) {
        this.config = config;
    }

    /** @param values in the order of time; NaN where one is missing */
    public Verdict judge(double[] values) {
        Points points = Points.of(values);
        if (points.count() < FEWEST) {
            return new Verdict.Inconclusive("needs " + FEWEST + " points, has " + points.count());
        }
        List<Bound> bounds = new ArrayList<>();
        Power power = null;
        for (int from = 0; from == 0 || from + WINDOW / 2 < points.count(); from += WINDOW / 2) {
            double[] window = Arrays.copyOfRange(points.tame(), from, Math.min(points.count(), from + WINDOW));
            Regimes regimes = RegimeSearch.best(window);
            addTo(bounds, from, regimes);
            power = Power.of(regimes, window.length);
        }
        List<Contrast> contrasts = confirmed(points, bounds);
        List<Change> alarms = OnlineReading.alarms(values, new OnlineDetector(config.tolerance()));
        return new Verdict.Judged(
                new Changes(config, points, alarms).of(contrasts), power.smallestPercent(points, config.tolerance()));
    }

    /** A place where a regime may begin, and what was found about the series around it. */
    private record Bound(int index, boolean lines, Autoregression noise) {}

    private static void addTo(List<Bound> bounds, int from, Regimes regimes) {
        for (int bound : regimes.bounds()) {
            int index = from + bound;
            if (bounds.stream().noneMatch(known -> Math.abs(known.index - index) < RegimeSearch.SHORTEST)) {
                bounds.add(new Bound(index, regimes.lines(), regimes.noise()));
            }
        }
        bounds.sort(Comparator.comparingInt(Bound::index));
    }

    private List<Contrast> confirmed(Points points, List<Bound> bounds) {
        while (true) {
            List<Contrast> contrasts = contrasts(points, bounds);
            Optional<Contrast> weakest = contrasts.stream()
                    .filter(contrast -> contrast.pValue() > Contrast.SIGNIFICANT)
                    .max(Comparator.comparingDouble(Contrast::pValue))
                    .or(() -> smallest(points, contrasts));
            if (weakest.isEmpty()) {
                return contrasts;
            }
            bounds.remove(contrasts.indexOf(weakest.get()));
        }
    }

    private Optional<Contrast> smallest(Points points, List<Contrast> contrasts) {
        Scale scale = points.scale();
        return contrasts.stream()
                .filter(contrast -> !config.exceeds(scale.back(contrast.before()), scale.back(contrast.after()))
                        || !config.exceeds(scale.back(contrast.expected()), scale.back(contrast.after())))
                .min(Comparator.comparingDouble(contrast -> Math.abs(contrast.after() - contrast.before())));
    }

    private static List<Contrast> contrasts(Points points, List<Bound> bounds) {
        List<Contrast> contrasts = new ArrayList<>();
        for (int i = 0; i < bounds.size(); i++) {
            Bound bound = bounds.get(i);
            int from = i == 0 ? 0 : bounds.get(i - 1).index;
            int to = i + 1 == bounds.size() ? points.count() : bounds.get(i + 1).index;
            double[] both = Arrays.copyOfRange(points.tame(), from, to);
            Contrast contrast = Contrast.near(both, bound.index - from, REACH, bound.lines, bound.noise)
                    .movedBy(from);
            bounds.set(i, new Bound(contrast.index(), bound.lines, bound.noise));
            contrasts.add(contrast);
        }
        return contrasts;
    }
}

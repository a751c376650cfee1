package io.plumbline.streams.domain.scaling;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * Throughput that grows faster than the load. The law has no place for it: caches that fill, or a base measured while it
 * was warming up, look so (N. J. Gunther, P. Puglia, K. Tomasette, <i>ACM Queue</i> 13, 2015).
 */
final class SuperLinearity {
    /** An exponent that is no more than this above 1 is nothing that a reader would call super-linear. */
    private static final double NEGLIGIBLE = 0.01;

    private SuperLinearity() {}

    /** Whether the exponent {@code b} of {@code X = c N^b} is above 1 with 97.5 % confidence. */
    static boolean isIn(List<LoadPoint> points) {
        int n = points.size();
        double meanLoad = points.stream()
                .mapToDouble(point -> Math.log(point.load()))
                .average()
                .orElseThrow();
        double meanRate = points.stream()
                .mapToDouble(point -> Math.log(point.throughput()))
                .average()
                .orElseThrow();
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (LoadPoint point : points) {
            double x = Math.log(point.load()) - meanLoad;
            double y = Math.log(point.throughput()) - meanRate;
            xx += x * x;
            xy += x * y;
            yy += y * y;
        }
        double exponent = xy / xx;
        double standardError = Math.sqrt(Math.max(0, yy - exponent * xy) / (n - 2) / xx);
        double t = new TDistribution(n - 2).inverseCumulativeProbability(0.975);
        return exponent - t * standardError > 1 + NEGLIGIBLE;
    }

    static String words(List<LoadPoint> points) {
        LoadPoint first =
                points.stream().min(Comparator.comparingDouble(LoadPoint::load)).orElseThrow();
        LoadPoint last =
                points.stream().max(Comparator.comparingDouble(LoadPoint::load)).orElseThrow();
        return String.format(
                Locale.ROOT,
                "super-linear: throughput per unit of load rises from %.4g at load %.4g to %.4g at load %.4g, which no coefficient "
                        + "of the law can express; check whether the smallest loads were measured warm",
                first.throughput() / first.load(),
                first.load(),
                last.throughput() / last.load(),
                last.load());
    }
}

package io.plumbline.streams.domain.scaling;

import io.plumbline.streams.domain.scaling.UslVerdict.Inconclusive;
import io.plumbline.streams.domain.scaling.UslVerdict.Reason;
import java.util.List;
import java.util.Optional;

/** Measurements from which no law can be had. */
final class Refusal {
    /** Three coefficients need three different loads. */
    private static final int MIN_LOADS = 3;

    private Refusal() {}

    static Optional<Inconclusive> of(List<LoadPoint> points) {
        int n = points.size();
        if (!points.stream().allMatch(LoadPoint::isPositive)) {
            return refuse(n, Reason.NOT_POSITIVE, "loads and throughputs must be positive numbers, and some are not");
        }
        if (n < UslFitter.MIN_POINTS) {
            return refuse(
                    n,
                    Reason.TOO_FEW_POINTS,
                    "at least " + UslFitter.MIN_POINTS
                            + " points are needed: three coefficients pass through any three; there "
                            + (n == 1 ? "is 1" : "are " + n));
        }
        long loads = points.stream().mapToDouble(LoadPoint::load).distinct().count();
        if (loads < MIN_LOADS) {
            return refuse(
                    n,
                    Reason.TOO_FEW_LOADS,
                    loads == 1
                            ? "all points have the same load: measure at " + MIN_LOADS + " different loads or more"
                            : "at least " + MIN_LOADS + " different loads are needed, there are " + loads);
        }
        return Optional.empty();
    }

    static Inconclusive notDetermined(List<LoadPoint> points) {
        return new Inconclusive(
                points.size(),
                Reason.NOT_DETERMINED,
                "these points do not determine the law: many different coefficients fit equally well; measure at smaller "
                        + "loads, where throughput still rises");
    }

    private static Optional<Inconclusive> refuse(int points, Reason reason, String words) {
        return Optional.of(new Inconclusive(points, reason, words));
    }
}

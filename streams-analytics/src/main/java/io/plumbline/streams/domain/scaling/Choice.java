package io.plumbline.streams.domain.scaling;

import io.plumbline.streams.domain.scaling.BoundedLeastSquares.Minimum;
import io.plumbline.streams.domain.scaling.UslVerdict.Rank;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Which law the measurements ask for, and how the three compare. */
record Choice(List<Rank> ranks, ScalingModel chosen) {
    /** No measurement is more exact than this: data computed from a law do not make its fit infinitely good. */
    private static final double EXACT = 1e-9;

    /** @param beta of the full law: with too few points for its criterion, an interval without 0 decides for it */
    static Choice of(Map<ScalingModel, Minimum> minima, List<LoadPoint> points, Scatter scatter, Estimate beta) {
        double least = leastSumOfSquares(points, scatter);
        List<Rank> ranks = Arrays.stream(ScalingModel.values())
                .map(model -> new Rank(
                        model, model.aicc(Math.max(least, minima.get(model).sumOfSquares()), points.size())))
                .toList();
        boolean judged = ranks.stream().allMatch(rank -> rank.aicc().isPresent());
        ScalingModel smallest = ranks.stream()
                .filter(rank -> rank.aicc().isPresent())
                .min(Comparator.comparingDouble(rank -> rank.aicc().getAsDouble()))
                .map(Rank::model)
                .orElse(ScalingModel.LINEAR);
        return new Choice(ranks, !judged && beta.excludesZero() ? ScalingModel.USL : smallest);
    }

    /** What a fit to exact data leaves. */
    static double leastSumOfSquares(List<LoadPoint> points, Scatter scatter) {
        double greatest =
                points.stream().mapToDouble(LoadPoint::throughput).max().orElseThrow();
        double unit = EXACT * greatest * scatter.slope(greatest);
        return points.size() * unit * unit;
    }
}

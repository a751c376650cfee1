package io.plumbline.streams.domain.scaling;

import io.plumbline.streams.domain.scaling.BoundedLeastSquares.Minimum;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The three laws fitted to the same points under one view of their scatter.
 *
 * @param uncertainty of the full law; empty when the points do not determine it
 */
record Analysis(
        List<LoadPoint> points, Scatter scatter, Map<ScalingModel, Minimum> minima, Optional<Uncertainty> uncertainty) {
    private static final double CLEARLY_BETTER = 2;

    static Analysis of(List<LoadPoint> points, Scatter scatter) {
        Residuals residuals = new Residuals(points, scatter);
        Map<ScalingModel, Minimum> minima = minima(residuals);
        Minimum usl = minima.get(ScalingModel.USL);
        return new Analysis(points, scatter, minima, usl.settled() ? Uncertainty.of(residuals, usl) : Optional.empty());
    }

    /** The same with intervals for points of which some scatter more than others. */
    Analysis widened() {
        return new Analysis(points, scatter, minima, uncertainty.map(Uncertainty::widened));
    }

    Coefficients coefficients() {
        return minima.get(ScalingModel.USL).coefficients();
    }

    /** No contention and no coherency, not even what a bound cuts away. */
    boolean isLinear() {
        return coefficients().alpha() == 0 && coefficients().beta() == 0;
    }

    Optional<Choice> choice() {
        return uncertainty.map(known -> Choice.of(minima, points, scatter, known.beta()));
    }

    /** Whether throughput falls from the smallest load on: where it was greatest was not measured. */
    boolean onlyFalls() {
        double least = points.stream().mapToDouble(LoadPoint::load).min().orElseThrow();
        return !(coefficients().peakLoad() >= least);
    }

    /**
     * Whether the points rise and ask for coherency: by the choice of the law, or by an interval of beta without 0.
     */
    boolean showsPeak() {
        return coefficients().beta() > 0
                && !onlyFalls()
                && uncertainty.isPresent()
                && (uncertainty.get().beta().excludesZero()
                        || choice().orElseThrow().chosen() == ScalingModel.USL);
    }

    /** {@code -2 ln} of the likelihood of the points, but for a constant: smaller is better, whatever the scatter. */
    double deviance() {
        double sum = Math.max(
                Choice.leastSumOfSquares(points, scatter),
                minima.get(ScalingModel.USL).sumOfSquares());
        double jacobian = points.stream()
                .mapToDouble(point -> Math.log(scatter.slope(point.throughput())))
                .sum();
        return points.size() * Math.log(sum / points.size()) - 2 * jacobian;
    }

    /** Whether the points scatter as the other takes it; one data set in ten to five does so by chance. */
    boolean isClearlyWorseThan(Analysis other) {
        return !isExact() && other.deviance() < deviance() - CLEARLY_BETTER;
    }

    /** Whether the fit leaves no more than what rounding leaves. */
    private boolean isExact() {
        return minima.get(ScalingModel.USL).sumOfSquares() <= Choice.leastSumOfSquares(points, scatter);
    }

    /** Each law's minimum is also where the next, of which it is a special case, starts: it is never worse. */
    private static Map<ScalingModel, Minimum> minima(Residuals residuals) {
        Map<ScalingModel, Minimum> minima = new EnumMap<>(ScalingModel.class);
        List<double[]> simpler = new ArrayList<>();
        for (ScalingModel model : ScalingModel.values()) {
            List<double[]> starts = new ArrayList<>(simpler);
            starts.addAll(new Starts(residuals.points()).of(model));
            Minimum best = best(new BoundedLeastSquares(residuals, model.zero()), starts);
            minima.put(model, best);
            simpler.add(best.coefficients().toArray());
        }
        return minima;
    }

    private static Minimum best(BoundedLeastSquares search, List<double[]> starts) {
        Minimum best = search.from(starts.get(0));
        for (double[] start : starts.subList(1, starts.size())) {
            Minimum candidate = search.from(start);
            best = candidate.sumOfSquares() < best.sumOfSquares() ? candidate : best;
        }
        return best;
    }
}

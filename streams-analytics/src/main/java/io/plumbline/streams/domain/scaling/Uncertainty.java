package io.plumbline.streams.domain.scaling;

import io.plumbline.streams.domain.scaling.BoundedLeastSquares.Minimum;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * How far the coefficients of a fit may be from the true ones: Student's intervals with n - 3 degrees of freedom from the
 * linear approximation at the minimum, as R's {@code nls} gives them; at a bound, where there is no such approximation, an
 * upper end from the sum of squares itself.
 */
final class Uncertainty {
    private static final double UPPER = 0.975;

    private final Residuals residuals;
    private final Minimum minimum;
    private final Covariance covariance;
    private final boolean wide;
    private final double t;
    private final Estimate alpha;
    private final Estimate beta;
    private final Estimate gamma;

    private Uncertainty(Residuals residuals, Minimum minimum, Covariance covariance, boolean wide) {
        this.residuals = residuals;
        this.minimum = minimum;
        this.covariance = covariance;
        this.wide = wide;
        this.t = new TDistribution(residuals.count() - Coefficients.COUNT).inverseCumulativeProbability(UPPER);
        this.alpha = estimate(Coefficients.ALPHA);
        this.beta = estimate(Coefficients.BETA);
        this.gamma = estimate(Coefficients.GAMMA);
    }

    /** Empty when the data do not determine the coefficients. */
    static Optional<Uncertainty> of(Residuals residuals, Minimum minimum) {
        double[] values = minimum.coefficients().toArray();
        return Covariance.of(residuals, values, variance(residuals, minimum))
                .map(covariance -> new Uncertainty(residuals, minimum, covariance, false));
    }

    /** The same, for points of which some scatter more than others: no interval is narrower. */
    Uncertainty widened() {
        return new Uncertainty(residuals, minimum, covariance, true);
    }

    Estimate alpha() {
        return alpha;
    }

    Estimate beta() {
        return beta;
    }

    Estimate gamma() {
        return gamma;
    }

    double residualStandardError() {
        return Math.sqrt(variance(residuals, minimum));
    }

    /** Of a law that has one, with the interval of the delta method, from the gradient of {@code sqrt((1 - alpha) / beta)}. */
    Peak peak(List<LoadPoint> points) {
        Coefficients fitted = minimum.coefficients();
        double load = fitted.peakLoad();
        double margin = margin(-load / (2 * (1 - fitted.alpha())), -load / (2 * fitted.beta()), 0);
        double most = points.stream().mapToDouble(LoadPoint::load).max().orElseThrow();
        return new Peak(
                load,
                Math.max(0, load - margin),
                beta.excludesZero() ? OptionalDouble.of(load + margin) : OptionalDouble.empty(),
                fitted.throughputAt(load),
                load > most);
    }

    private Estimate estimate(int coefficient) {
        double value = minimum.coefficients().toArray()[coefficient];
        if (value == 0) {
            return Estimate.atBound(upperEnd(coefficient));
        }
        double[] gradient = new double[Coefficients.COUNT];
        gradient[coefficient] = 1;
        return Estimate.within(value, Math.sqrt(covariance.variance(gradient)), margin(gradient));
    }

    /** Half the interval of a figure with this gradient by alpha, beta and gamma. */
    private double margin(double... gradient) {
        return t * Math.sqrt(wide ? covariance.greaterVariance(gradient) : covariance.variance(gradient));
    }

    /** The value of a coefficient at its bound beyond which the sum of squares, the others adapted, is too great to believe. */
    private OptionalDouble upperEnd(int coefficient) {
        return new Profile(residuals, minimum, coefficient).upperEnd(t * t * variance(residuals, minimum));
    }

    private static double variance(Residuals residuals, Minimum minimum) {
        return minimum.sumOfSquares() / (residuals.count() - Coefficients.COUNT);
    }
}

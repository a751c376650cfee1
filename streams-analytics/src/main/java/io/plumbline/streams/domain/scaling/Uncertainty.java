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
    private final double[][] covariance;
    private final double t;
    private final Estimate alpha;
    private final Estimate beta;
    private final Estimate gamma;

    private Uncertainty(Residuals residuals, Minimum minimum, double[][] inverse) {
        this.residuals = residuals;
        this.minimum = minimum;
        this.covariance = inverse;
        this.t = new TDistribution(degreesOfFreedom()).inverseCumulativeProbability(UPPER);
        for (double[] row : covariance) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= variance();
            }
        }
        this.alpha = estimate(Coefficients.ALPHA);
        this.beta = estimate(Coefficients.BETA);
        this.gamma = estimate(Coefficients.GAMMA);
    }

    /** Empty when the data do not determine the coefficients. */
    static Optional<Uncertainty> of(Residuals residuals, Minimum minimum) {
        double[] values = minimum.coefficients().toArray();
        int[] free = new BoundedLeastSquares(residuals, ScalingModel.USL.zero()).inside(values);
        return new NormalEquations(residuals, values, free)
                .inverse()
                .map(inverse -> new Uncertainty(residuals, minimum, inverse));
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
        return Math.sqrt(variance());
    }

    /** Of a law that has one, with the interval of the delta method. */
    Peak peak(List<LoadPoint> points) {
        Coefficients fitted = minimum.coefficients();
        double load = fitted.peakLoad();
        double margin = t * peakStandardError(fitted);
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
        return value == 0
                ? Estimate.atBound(upperEnd(coefficient))
                : Estimate.within(value, Math.sqrt(covariance[coefficient][coefficient]), t);
    }

    /** From the gradient of {@code sqrt((1 - alpha) / beta)} by alpha and beta. */
    private double peakStandardError(Coefficients fitted) {
        double peak = fitted.peakLoad();
        double byAlpha = -peak / (2 * (1 - fitted.alpha()));
        double byBeta = -peak / (2 * fitted.beta());
        double variance = byAlpha * byAlpha * covariance[Coefficients.ALPHA][Coefficients.ALPHA]
                + byBeta * byBeta * covariance[Coefficients.BETA][Coefficients.BETA]
                + 2 * byAlpha * byBeta * covariance[Coefficients.ALPHA][Coefficients.BETA];
        return Math.sqrt(Math.max(0, variance));
    }

    /** The value of a coefficient at its bound beyond which the sum of squares, the others adapted, is too great to believe. */
    private OptionalDouble upperEnd(int coefficient) {
        return new Profile(residuals, minimum, coefficient).upperEnd(t * t * variance());
    }

    private double variance() {
        return minimum.sumOfSquares() / degreesOfFreedom();
    }

    private int degreesOfFreedom() {
        return residuals.count() - Coefficients.COUNT;
    }
}

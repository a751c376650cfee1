package io.plumbline.streams.domain.scaling;

import java.util.Arrays;
import java.util.Optional;

/**
 * How the coefficients of a fit vary together. By {@code s^2 (J'J)^-1} if every point scatters alike; and by the sandwich
 * {@code (J'J)^-1 J' diag(r_i^2 / (1 - h_i)^2) J (J'J)^-1}, h being the leverage, if each as it does (HC3, J. G. MacKinnon,
 * H. White, <i>J. Econometrics</i> 29, 1985). Coefficients at their bound do not vary.
 */
final class Covariance {
    /** A point that decides the fit alone has no residual: nothing can be learnt of its scatter. */
    private static final double MOST_LEVERAGE = 0.999;

    private final double[][] alike;
    private final double[][] each;

    private Covariance(double[][] alike, double[][] each) {
        this.alike = alike;
        this.each = each;
    }

    /**
     * @param variance s^2 of the residuals
     * @return empty when the data do not determine the coefficients
     */
    static Optional<Covariance> of(Residuals residuals, double[] values, double variance) {
        int[] free = new BoundedLeastSquares(residuals, ScalingModel.USL.zero()).inside(values);
        return new NormalEquations(residuals, values, free)
                .inverse()
                .map(inverse -> new Covariance(times(inverse, variance), sandwich(residuals, values, inverse)));
    }

    /** Variance of a figure with this gradient, by alpha, beta and gamma, if every point scatters alike. */
    double variance(double... gradient) {
        return quadratic(alike, gradient);
    }

    /** The same, or by the sandwich where that is more. */
    double greaterVariance(double... gradient) {
        return Math.max(quadratic(alike, gradient), quadratic(each, gradient));
    }

    private static double[][] sandwich(Residuals residuals, double[] values, double[][] inverse) {
        double[][] sum = new double[values.length][values.length];
        for (int i = 0; i < residuals.count(); i++) {
            double[] partials = residuals.partials(i, values);
            double leverage = Math.min(MOST_LEVERAGE, quadratic(inverse, partials));
            double scaled = residuals.at(i, values) / (1 - leverage);
            double[] pull = product(inverse, partials);
            for (int a = 0; a < sum.length; a++) {
                for (int b = 0; b < sum.length; b++) {
                    sum[a][b] += scaled * scaled * pull[a] * pull[b];
                }
            }
        }
        return sum;
    }

    private static double[] product(double[][] matrix, double[] vector) {
        return Arrays.stream(matrix).mapToDouble(row -> dot(row, vector)).toArray();
    }

    private static double quadratic(double[][] matrix, double[] vector) {
        return Math.max(0, dot(vector, product(matrix, vector)));
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static double[][] times(double[][] matrix, double factor) {
        return Arrays.stream(matrix)
                .map(row -> Arrays.stream(row).map(entry -> factor * entry).toArray())
                .toArray(double[][]::new);
    }
}

package io.plumbline.streams.domain.scaling;

import java.util.Arrays;
import java.util.Optional;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * {@code J'J} and {@code J'r} of one linear step for the coefficients that may move, each coefficient measured in units
 * of its own column's length: alpha and beta differ by orders of magnitude.
 */
final class NormalEquations {
    /** Below this share of the greatest eigenvalue a direction is not determined by the data. */
    private static final double SINGULAR = 1e-12;

    private final int[] free;
    private final double[] scale;
    private final double[][] matrix;
    private final double[] gradient;

    NormalEquations(Residuals residuals, double[] values, int[] free) {
        this.free = free;
        this.scale = new double[free.length];
        this.matrix = new double[free.length][free.length];
        this.gradient = new double[free.length];
        for (int i = 0; i < residuals.count(); i++) {
            add(residuals.partials(i, values), residuals.at(i, values));
        }
        normalise();
    }

    private void add(double[] partials, double residual) {
        for (int a = 0; a < free.length; a++) {
            gradient[a] += partials[free[a]] * residual;
            for (int b = 0; b < free.length; b++) {
                matrix[a][b] += partials[free[a]] * partials[free[b]];
            }
        }
    }

    private void normalise() {
        Arrays.setAll(scale, a -> Math.sqrt(matrix[a][a]));
        for (int a = 0; a < free.length; a++) {
            gradient[a] /= scale[a];
            for (int b = 0; b < free.length; b++) {
                matrix[a][b] /= scale[a] * scale[b];
            }
        }
    }

    /** The greatest cosine of the angle between the residuals and a column: 0 at a minimum. */
    double steepness(double sumOfSquares) {
        return Arrays.stream(gradient).map(Math::abs).max().orElse(0) / Math.sqrt(sumOfSquares);
    }

    /** {@code values} moved by a step that {@code damping} shortens (Levenberg-Marquardt), and kept at 0 or above. */
    double[] step(double[] values, double damping) {
        RealMatrix damped = new Array2DRowRealMatrix(matrix)
                .add(MatrixUtils.createRealIdentityMatrix(free.length).scalarMultiply(damping));
        double[] step = new LUDecomposition(damped, 0)
                .getSolver()
                .solve(new ArrayRealVector(gradient))
                .toArray();
        double[] moved = values.clone();
        for (int a = 0; a < free.length; a++) {
            moved[free[a]] = Math.max(0, moved[free[a]] + step[a] / scale[a]);
        }
        return moved;
    }

    /**
     * {@code (J'J)^-1}, by which the variance is multiplied, as a matrix of all coefficients with zeros for those that do
     * not move; empty when the data do not determine those that do.
     */
    Optional<double[][]> inverse() {
        RealMatrix scaled = new Array2DRowRealMatrix(matrix);
        double[] eigenvalues = new EigenDecompositionSymmetric(scaled).getEigenvalues();
        double greatest = Arrays.stream(eigenvalues).max().orElse(0);
        if (!(Arrays.stream(eigenvalues).min().orElse(0) > SINGULAR * greatest)) {
            return Optional.empty();
        }
        RealMatrix inverse = new LUDecomposition(scaled, 0).getSolver().getInverse();
        double[][] all = new double[Coefficients.COUNT][Coefficients.COUNT];
        for (int a = 0; a < free.length; a++) {
            for (int b = 0; b < free.length; b++) {
                all[free[a]][free[b]] = inverse.getEntry(a, b) / (scale[a] * scale[b]);
            }
        }
        return Optional.of(all);
    }
}

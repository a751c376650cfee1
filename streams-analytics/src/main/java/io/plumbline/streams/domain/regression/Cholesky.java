package io.plumbline.streams.domain.regression;

/** Solves the normal equations of a regression; a column that the others explain gets next to no weight. */
final class Cholesky {
    /** What keeps a redundant column from being divided by nothing. */
    private static final double RIDGE = 1e-12;

    private final double[][] lower;

    /** @param normal symmetric and positive; only its lower half is read */
    Cholesky(double[][] normal) {
        lower = new double[normal.length][normal.length];
        for (int i = 0; i < normal.length; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = normal[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= lower[i][k] * lower[j][k];
                }
                double least = RIDGE * normal[i][i] + Double.MIN_NORMAL;
                lower[i][j] = i == j ? Math.sqrt(Math.max(rest, least)) : rest / lower[j][j];
            }
        }
    }

    double[] solve(double[] right) {
        double[] x = forward(right);
        for (int i = x.length - 1; i >= 0; i--) {
            for (int k = i + 1; k < x.length; k++) {
                x[i] -= lower[k][i] * x[k];
            }
            x[i] /= lower[i][i];
        }
        return x;
    }

    /** The element of the inverse at {@code column}, {@code column}. */
    double inverseAt(int column) {
        double[] unit = new double[lower.length];
        unit[column] = 1;
        double sum = 0;
        for (double element : forward(unit)) {
            sum += element * element;
        }
        return sum;
    }

    private double[] forward(double[] right) {
        double[] x = right.clone();
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= lower[i][k] * x[k];
            }
            x[i] /= lower[i][i];
        }
        return x;
    }
}

package io.plumbline.streams.domain.regression;

/**
 * Least squares on whitened values: what is left of values and columns when the noise's memory is taken out is independent
 * (Cochrane and Orcutt, JASA 44, 1949).
 *
 * @param squares sum of the squared innovations that are left
 * @param freedom rows less columns
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Regression(double[] coefficients, double[] errors, double squares, int freedom) {
    /**
     * @param columns each as long as {@code values}
     * @param from the first row; the noise's order at least
     */
    static Regression of(double[] values, double[][] columns, Autoregression noise, int from) {
        int n = columns.length;
        double[][] normal = new double[n][n];
        double[] right = new double[n];
        double[] row = new double[n];
        double total = 0;
        for (int t = from; t < values.length; t++) {
            double value = noise.innovation(values, t);
            total += value * value;
            for (int i = 0; i < n; i++) {
                row[i] = noise.innovation(columns[i], t);
                right[i] += row[i] * value;
                for (int j = 0; j <= i; j++) {
                    normal[i][j] += row[i] * row[j];
                }
            }
        }
        return solved(new Cholesky(normal), right, total, values.length - from - n);
    }

    private static Regression solved(Cholesky cholesky, double[] right, double total, int freedom) {
        double[] coefficients = cholesky.solve(right);
        double squares = total;
        for (int i = 0; i < right.length; i++) {
            squares -= coefficients[i] * right[i];
        }
        double[] errors = new double[right.length];
        double variance = Math.max(0, squares) / Math.max(1, freedom);
        for (int i = 0; i < right.length; i++) {
            errors[i] = Math.sqrt(variance * cholesky.inverseAt(i));
        }
        return new Regression(coefficients, errors, Math.max(0, squares), freedom);
    }

    /** The value of a column's coefficient in its standard errors. */
    double contrast(int column) {
        double value = coefficients[column];
        return value == 0 ? 0 : value / errors[column];
    }
}

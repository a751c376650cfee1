package io.plumbline.streams.domain.scaling;

import java.util.List;

/** How far the law with given coefficients is from the measurements. */
record Residuals(List<LoadPoint> points, Scatter scatter) {
    /** Of a response, what rounding in some steps of double arithmetic leaves. */
    private static final double ROUNDING = 1e-13;

    int count() {
        return points.size();
    }

    /** Sum of squares; infinite where the coefficients give no positive throughput. */
    double sumOfSquares(double[] values) {
        double sum = 0;
        for (int i = 0; i < points.size(); i++) {
            double residual = at(i, values);
            sum += residual * residual;
        }
        return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum;
    }

    /** A sum of squares of which nothing but rounding is left. */
    double rounding() {
        double greatest =
                points.stream().mapToDouble(LoadPoint::throughput).max().orElse(0);
        double unit = ROUNDING * greatest * scatter.slope(greatest);
        return points.size() * unit * unit;
    }

    double at(int index, double[] values) {
        LoadPoint point = points.get(index);
        double expected = Coefficients.of(values).throughputAt(point.load());
        return expected > 0 ? scatter.response(point.throughput()) - scatter.response(expected) : Double.NaN;
    }

    /** The derivatives of the expected response of one point by each coefficient. */
    double[] partials(int index, double[] values) {
        double load = points.get(index).load();
        Coefficients coefficients = Coefficients.of(values);
        double slope = scatter.slope(coefficients.throughputAt(load));
        double[] partials = coefficients.partialsAt(load);
        for (int j = 0; j < partials.length; j++) {
            partials[j] *= slope;
        }
        return partials;
    }
}

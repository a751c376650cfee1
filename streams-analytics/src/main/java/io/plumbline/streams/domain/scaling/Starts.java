package io.plumbline.streams.domain.scaling;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;

/** Where a fit begins. One good guess is enough for most data; the others keep it from a local minimum. */
final class Starts {
    private static final double[] CONTENTIONS = {0, 0.03, 0.5};
    /** In units of 1 / (greatest load)^2, so that a peak lies beyond or within the measured range. */
    private static final double[] COHERENCIES = {0, 0.3, 5};

    private final List<LoadPoint> points;

    Starts(List<LoadPoint> points) {
        this.points = points;
    }

    /** @param model what it does not have is 0 in every start */
    List<double[]> of(ScalingModel model) {
        double greatest = points.stream().mapToDouble(LoadPoint::load).max().orElse(1);
        List<double[]> starts = new ArrayList<>();
        double[] linearised = linearised();
        starts.add(start(model, linearised[0], linearised[1]));
        for (double contention : CONTENTIONS) {
            for (double coherency : COHERENCIES) {
                starts.add(start(model, contention, coherency / (greatest * greatest)));
            }
        }
        return starts;
    }

    private double[] start(ScalingModel model, double alpha, double beta) {
        double a = model.zero().contains(Coefficients.ALPHA) ? 0 : alpha;
        double b = model.zero().contains(Coefficients.BETA) ? 0 : beta;
        return new double[] {a, b, bestGamma(a, b)};
    }

    /** For given alpha and beta the law is linear in gamma. */
    private double bestGamma(double alpha, double beta) {
        Coefficients unit = new Coefficients(alpha, beta, 1);
        double product = 0;
        double square = 0;
        for (LoadPoint point : points) {
            double shape = unit.throughputAt(point.load());
            product += shape * point.throughput();
            square += shape * shape;
        }
        return product / square;
    }

    /** alpha and beta from the linear regression {@code N / X = (1 + alpha (N - 1) + beta N (N - 1)) / gamma}. */
    private double[] linearised() {
        double[][] terms = new double[points.size()][];
        double[] quotients = new double[points.size()];
        for (int i = 0; i < terms.length; i++) {
            double load = points.get(i).load();
            terms[i] = new double[] {1, load - 1, load * (load - 1)};
            quotients[i] = load / points.get(i).throughput();
        }
        double[] solved = new QRDecomposition(new Array2DRowRealMatrix(terms))
                .getSolver()
                .solve(new ArrayRealVector(quotients))
                .toArray();
        return solved[0] > 0
                ? new double[] {Math.max(0, solved[1] / solved[0]), Math.max(0, solved[2] / solved[0])}
                : new double[] {0, 0};
    }
}

package io.plumbline.streams.domain.scaling;

/**
 * The Universal Scalability Law (N. J. Gunther, <i>Guerrilla Capacity Planning</i>, 2007, equation 6.7, with the
 * throughput of one unit as the third coefficient):
 *
 * <pre>X(N) = gamma N / (1 + alpha (N - 1) + beta N (N - 1))</pre>
 *
 * @param alpha contention: the share of the work that waits for a shared resource; 0 or more
 * @param beta coherency: what agreeing with each other costs for each pair; 0 or more
 * @param gamma throughput of one unit of load
 */
public record Coefficients(double alpha, double beta, double gamma) {
    static final int ALPHA = 0;
    static final int BETA = 1;
    static final int GAMMA = 2;
    static final int COUNT = 3;

    static Coefficients of(double[] values) {
        return new Coefficients(values[ALPHA], values[BETA], values[GAMMA]);
    }

    double[] toArray() {
        return new double[] {alpha, beta, gamma};
    }

    public double throughputAt(double load) {
        return gamma * load / slowdownAt(load);
    }

    /** By how much each unit of work takes longer than alone because it waits: {@code alpha (N - 1)}. */
    public double contentionAt(double load) {
        return alpha * (load - 1);
    }

    /** By how much each unit of work takes longer than alone because all must agree: {@code beta N (N - 1)}. */
    public double coherencyAt(double load) {
        return beta * load * (load - 1);
    }

    /** Where the throughput is greatest, {@code sqrt((1 - alpha) / beta)}; infinite without coherency, NaN from alpha 1 on. */
    double peakLoad() {
        return alpha < 1 ? Math.sqrt((1 - alpha) / beta) : Double.NaN;
    }

    /** The partial derivatives of {@link #throughputAt} by alpha, beta and gamma. */
    double[] partialsAt(double load) {
        double slowdown = slowdownAt(load);
        double perCost = -gamma * load / (slowdown * slowdown);
        return new double[] {perCost * (load - 1), perCost * load * (load - 1), load / slowdown};
    }

    private double slowdownAt(double load) {
        return 1 + contentionAt(load) + coherencyAt(load);
    }
}

package io.plumbline.streams.domain.scaling;

import java.util.Set;
import java.util.stream.IntStream;

/**
 * Levenberg-Marquardt with the bound 0 below every coefficient. A coefficient at its bound takes no part in a step while
 * the sum of squares would fall only beyond the bound (D. W. Marquardt, <i>SIAM J.</i> 11, 1963; active set as in J. Nocedal,
 * S. J. Wright, <i>Numerical Optimization</i>, 2nd ed. 2006, section 16.7).
 */
final class BoundedLeastSquares {
    private static final int MAX_STEPS = 500;
    /** A steepness of c leaves a share of c^2 of the sum of squares to be gained: less than doubles can tell. */
    private static final double FLAT = 1e-8;

    private static final double LEAST_DAMPING = 1e-12;
    private static final double MOST_DAMPING = 1e16;

    private final Residuals residuals;
    private final Set<Integer> fixed;

    /** @param fixed coefficients that keep the value they start with */
    BoundedLeastSquares(Residuals residuals, Set<Integer> fixed) {
        this.residuals = residuals;
        this.fixed = fixed;
    }

    /** @param settled whether no step makes it better; otherwise the values still moved when patience ended */
    record Minimum(Coefficients coefficients, double sumOfSquares, boolean settled) {}

    Minimum from(double[] start) {
        double[] values = start.clone();
        double sum = residuals.sumOfSquares(values);
        double damping = 1e-3;
        for (int i = 0; i < MAX_STEPS; i++) {
            int[] free = free(values);
            if (free.length == 0 || sum <= residuals.rounding()) {
                return minimum(values, sum, true);
            }
            NormalEquations equations = new NormalEquations(residuals, values, free);
            if (equations.steepness(sum) < FLAT) {
                return minimum(values, sum, true);
            }
            double[] candidate = equations.step(values, damping);
            double reached = residuals.sumOfSquares(candidate);
            while (reached >= sum && damping < MOST_DAMPING) {
                damping *= 10;
                candidate = equations.step(values, damping);
                reached = residuals.sumOfSquares(candidate);
            }
            if (reached >= sum) {
                return minimum(values, sum, true); // as low as doubles go
            }
            values = candidate;
            sum = reached;
            damping = Math.max(damping / 10, LEAST_DAMPING);
        }
        return minimum(values, sum, false);
    }

    private static Minimum minimum(double[] values, double sum, boolean settled) {
        return new Minimum(Coefficients.of(values), sum, settled);
    }

    /** Which coefficients may move and are not at their bound: those that have a standard error. */
    int[] inside(double[] values) {
        return IntStream.range(0, values.length)
                .filter(j -> !fixed.contains(j) && values[j] > 0)
                .toArray();
    }

    /** Which coefficients a step may change: not those held at a bound by the slope. */
    int[] free(double[] values) {
        double[] descent = new double[values.length];
        for (int i = 0; i < residuals.count(); i++) {
            double residual = residuals.at(i, values);
            double[] partials = residuals.partials(i, values);
            for (int j = 0; j < descent.length; j++) {
                descent[j] += partials[j] * residual;
            }
        }
        return IntStream.range(0, values.length)
                .filter(j -> !fixed.contains(j) && (values[j] > 0 || descent[j] > 0))
                .toArray();
    }
}

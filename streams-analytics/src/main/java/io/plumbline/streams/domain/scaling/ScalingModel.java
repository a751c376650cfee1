package io.plumbline.streams.domain.scaling;

import java.util.OptionalDouble;
import java.util.Set;

/** Three laws, each a special case of the next. */
public enum ScalingModel {
    /** {@code X = gamma N}: every unit adds the same. */
    LINEAR(1),
    /** With contention: a ceiling, no peak (G. M. Amdahl 1967). */
    AMDAHL(2),
    /** With contention and coherency: a peak. */
    USL(Coefficients.COUNT);

    private final int coefficients;

    ScalingModel(int coefficients) {
        this.coefficients = coefficients;
    }

    /** Coefficients that it does not have: they are 0. */
    Set<Integer> zero() {
        return switch (this) {
            case LINEAR -> Set.of(Coefficients.ALPHA, Coefficients.BETA);
            case AMDAHL -> Set.of(Coefficients.BETA);
            case USL -> Set.of();
        };
    }

    int coefficients() {
        return coefficients;
    }

    /**
     * Akaike's information criterion for small samples, {@code n ln(RSS / n) + 2 k + 2 k (k + 1) / (n - k - 1)}, smaller
     * is better (K. P. Burnham, D. R. Anderson 2002, section 2.4). {@code k} counts the coefficients, not the variance that
     * all three have: with it the published data sets that visibly fall beyond their peak would be called peakless.
     *
     * @return empty when there are too few points to judge this law
     */
    OptionalDouble aicc(double sumOfSquares, int points) {
        int k = coefficients();
        int spare = points - k - 1;
        return spare > 0
                ? OptionalDouble.of(points * Math.log(sumOfSquares / points) + 2 * k + 2.0 * k * (k + 1) / spare)
                : OptionalDouble.empty();
    }
}

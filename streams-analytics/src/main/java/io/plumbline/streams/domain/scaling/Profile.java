package io.plumbline.streams.domain.scaling;

import io.plumbline.streams.domain.scaling.BoundedLeastSquares.Minimum;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How the sum of squares grows as one coefficient leaves its bound and the others adapt (D. M. Bates, D. G. Watts,
 * <i>Nonlinear Regression Analysis and Its Applications</i>, 1988, section 6.1).
 */
record Profile(Residuals residuals, Minimum minimum, int coefficient) {
    private static final int BISECTIONS = 24;
    private static final int DOUBLINGS = 40;

    /** The value, to seven digits, at which the sum of squares is {@code rise} above its minimum; empty if it never is. */
    OptionalDouble upperEnd(double rise) {
        double high = Math.sqrt(rise / lengthOfColumn()); // less than enough, unless the slope at the bound is steep
        for (int i = 0; riseAt(high) < rise; i++) {
            if (i == DOUBLINGS) {
                return OptionalDouble.empty(); // the others make up for whatever it is
            }
            high *= 2;
        }
        double low = 0;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (riseAt(middle) < rise) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return OptionalDouble.of(high);
    }

    private double riseAt(double value) {
        double[] start = minimum.coefficients().toArray();
        start[coefficient] = value;
        return new BoundedLeastSquares(residuals, Set.of(coefficient))
                        .from(start)
                        .sumOfSquares()
                - minimum.sumOfSquares();
    }

    private double lengthOfColumn() {
        double sum = 0;
        for (int i = 0; i < residuals.count(); i++) {
            double partial = residuals.partials(i, minimum.coefficients().toArray())[coefficient];
            sum += partial * partial;
        }
        return sum;
    }
}

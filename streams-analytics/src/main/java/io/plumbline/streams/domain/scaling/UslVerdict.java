package io.plumbline.streams.domain.scaling;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What can be said of the scaling of a system from some measurements. */
public sealed interface UslVerdict {
    /** How many measurements there were. */
    int points();

    /** Nothing can be said; {@code words} are for the reader as they are. */
    record Inconclusive(int points, Reason reason, String words) implements UslVerdict {}

    enum Reason {
        NOT_POSITIVE,
        TOO_FEW_POINTS,
        TOO_FEW_LOADS,
        SUPER_LINEAR,
        NOT_DETERMINED
    }

    /** How well one law describes the measurements; empty where they are too few to judge it. */
    record Rank(ScalingModel model, OptionalDouble aicc) {}

    /**
     * The law of {@link Coefficients}, fitted.
     *
     * @param chosen the simplest law that the measurements ask for; the coefficients are those of the full one
     * @param peak empty: no peak was observed
     * @param residualStandardError scatter about the law with n - 3 degrees of freedom, in the unit of throughput, or as a
     *     share of it for {@link Scatter#PROPORTIONAL}
     * @param warnings what a reader must know before trusting the figures
     */
    record Fitted(
            int points,
            List<Rank> ranks,
            ScalingModel chosen,
            Estimate alpha,
            Estimate beta,
            Estimate gamma,
            Optional<Peak> peak,
            double residualStandardError,
            List<String> warnings)
            implements UslVerdict {
        public Coefficients coefficients() {
            return new Coefficients(alpha.value(), beta.value(), gamma.value());
        }
    }
}

package io.plumbline.streams.domain.health;

/**
 * Two limits of one figure, of which less is better.
 *
 * @param degraded what exceeds it is degraded
 * @param critical what exceeds it is critical; not below the other
 */
public record Limits(double degraded, double critical) {
    public Limits {
        if (!(degraded >= 0 && critical >= degraded && critical < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "limits must be finite and 0 <= degraded <= critical, were " + degraded + " and " + critical);
        }
    }

    public Status judge(double value) {
        if (value > critical) {
            return Status.CRITICAL;
        }
        return value > degraded ? Status.DEGRADED : Status.HEALTHY;
    }

    /** The limit that decided {@code status}: the one that was exceeded, or the first that was not. */
    double deciding(Status status) {
        return status == Status.CRITICAL ? critical : degraded;
    }
}

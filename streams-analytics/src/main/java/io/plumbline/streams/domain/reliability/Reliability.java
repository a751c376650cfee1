package io.plumbline.streams.domain.reliability;

import java.util.OptionalDouble;

/**
 * Reliability figures of one thing or of several together.
 *
 * @param uptimeShare time up over the time whose state is known; empty when none is
 * @param betweenFailures mean time up until a failure
 * @param toRepair mean time down until a repair
 */
public record Reliability(Exposure exposure, OptionalDouble uptimeShare, MeanTime betweenFailures, MeanTime toRepair) {
    public static Reliability of(Exposure exposure) {
        double known = exposure.upSeconds() + exposure.downSeconds();
        return new Reliability(
                exposure,
                known > 0 ? OptionalDouble.of(exposure.upSeconds() / known) : OptionalDouble.empty(),
                MeanTime.of(exposure.upSeconds(), exposure.failures()),
                MeanTime.of(exposure.downSeconds(), exposure.repairs()));
    }
}

package io.plumbline.streams.domain.scaling.steps;

import java.util.OptionalDouble;

/**
 * Resources of the busiest node.
 *
 * @param cpuShare of all its processors, 0 to 1
 */
public record ResourceUse(OptionalDouble cpuShare, OptionalDouble memoryBytes) {
    public static final ResourceUse UNKNOWN = new ResourceUse(OptionalDouble.empty(), OptionalDouble.empty());

    public static ResourceUse of(double cpuShare, double memoryBytes) {
        return new ResourceUse(OptionalDouble.of(cpuShare), OptionalDouble.of(memoryBytes));
    }
}

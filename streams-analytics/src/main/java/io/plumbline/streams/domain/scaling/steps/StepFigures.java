package io.plumbline.streams.domain.scaling.steps;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A step compared with the smallest one, the baseline. A figure that cannot be had is empty.
 *
 * @param speedUp {@code X_n / X_base}
 * @param efficiency {@code (X_n / X_base) / (n / n_base)}
 * @param latencyFactor mean latency over that of the baseline
 * @param messageOverhead messages sent for each that was needed
 * @param networkEfficiency share of the messages that could not be spared
 * @param bytesPerSecondOfNode bandwidth of one node
 */
public record StepFigures(
        ScalingStep step,
        OptionalDouble speedUp,
        OptionalDouble efficiency,
        OptionalDouble latencyFactor,
        OptionalDouble messageOverhead,
        OptionalDouble networkEfficiency,
        OptionalDouble bytesPerSecondOfNode) {
    static StepFigures of(ScalingStep step, ScalingStep base) {
        OptionalDouble speedUp = ratio(OptionalDouble.of(step.throughput()), OptionalDouble.of(base.throughput()));
        OptionalDouble growth = OptionalDouble.of((double) step.nodes() / base.nodes());
        return new StepFigures(
                step,
                speedUp,
                ratio(speedUp, growth),
                ratio(step.meanLatencyMillis(), base.meanLatencyMillis()),
                step.network().overhead(step.nodes()),
                step.networkEfficiency(),
                ratio(step.network().bytesPerSecond(), OptionalDouble.of(step.nodes())));
    }

    public Optional<ScalingClass> scalingClass() {
        return efficiency.isPresent() ? Optional.of(ScalingClass.of(efficiency.getAsDouble())) : Optional.empty();
    }

    private static OptionalDouble ratio(OptionalDouble part, OptionalDouble whole) {
        return part.isPresent() && whole.isPresent() && whole.getAsDouble() > 0
                ? OptionalDouble.of(part.getAsDouble() / whole.getAsDouble())
                : OptionalDouble.empty();
    }
}

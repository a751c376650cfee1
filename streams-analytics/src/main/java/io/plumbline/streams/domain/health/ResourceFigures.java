package io.plumbline.streams.domain.health;

/**
 * What a window says of a node's resources; null is what it did not measure.
 *
 * @param cpu mean share of the machine's processors that was busy, 0 to 1
 * @param throttled mean share of the time that the process was held back
 * @param memoryBytes most that the process held
 * @param memoryLimitBytes that it may hold
 */
public record ResourceFigures(
        String node, Period period, Double cpu, Double throttled, Double memoryBytes, Double memoryLimitBytes) {}

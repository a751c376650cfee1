package io.plumbline.streams.domain.scaling;

import java.util.OptionalDouble;

/**
 * Where throughput is greatest, with a 95 % confidence interval.
 *
 * @param high empty when the measurements do not exclude that throughput grows for ever
 * @param throughput what the law says is reached there
 * @param extrapolated whether it lies beyond the loads that were measured
 */
public record Peak(double load, double low, OptionalDouble high, double throughput, boolean extrapolated) {}

package io.plumbline.streams.domain.scaling.live;

/**
 * What one node used in one window; null: not measured.
 *
 * @param cpuShare of the machine's processors, 0 to 1
 */
public record ResourceLoad(int revision, Double cpuShare, Double memoryBytes) {}

package io.plumbline.reports;

/** Time from the end of a base window to its readable row, in milliseconds; null while there is no row. */
public record Freshness(Double p50, Double p99) {}

package io.plumbline.sink.simulation;

/**
 * What a row holds.
 *
 * @param record that it is of
 */
record Kept(long record, int revision) {}

package io.plumbline.e2e.faults.plan;

import io.plumbline.e2e.faults.fault.Kind;

/**
 * One fault to come.
 *
 * @param victim which of several, any number
 * @param delayMillis after how long it begins
 */
public record Step(Kind kind, int victim, int delayMillis) {}

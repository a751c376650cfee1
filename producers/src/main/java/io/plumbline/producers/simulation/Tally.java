package io.plumbline.producers.simulation;

import io.plumbline.sketch.Sketch;

/** Counts of what happened since the warm-up; its fields are for the simulation alone. */
final class Tally {
    final Sketch latency = new Sketch();
    long failed;
    long rounds;
    long safetyViolations;
    long viewChanges;
    long neededMessages;

    void reset() {
        latency.clear();
        failed = 0;
        rounds = 0;
        viewChanges = 0;
        neededMessages = 0;
        // Safety violations stay: one in the warm-up is one.
    }
}

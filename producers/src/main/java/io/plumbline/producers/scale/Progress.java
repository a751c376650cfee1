package io.plumbline.producers.scale;

import java.time.Duration;
import java.util.Optional;

/** Is told how far a suite is; by one thread. */
public interface Progress {
    /**
     * @param steps of the suite, {@code done} of which are measured, some of them before an interruption
     * @param share of the work, 0 to 1: a step of a thousand nodes is more of it than one of ten
     * @param left time to the end, as far as the steps measured so far tell; empty before the first
     */
    record State(int steps, int done, double share, Duration elapsed, Optional<Duration> left) {}

    /** A while has passed. */
    void show(State state);

    /** A step was measured. */
    void measured(Step step, StepResult result, State state);
}

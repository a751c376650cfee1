package io.plumbline.cli.monitor;

import io.plumbline.producers.agent.Recorder;
import io.plumbline.schemas.event.Outcome;

/**
 * The commits of one part of the pipeline as an operation, from the moment there is an agent to record them: in local
 * mode the pipeline stands before the first agent. Thread-safe.
 */
public final class Commits {
    private volatile Recorder recorder = Recorder.NONE;

    public void recordTo(Recorder agents) {
        recorder = agents;
    }

    /** Fits the listeners of topology and sink. */
    public void committed(long startNanos, long endNanos, boolean ok) {
        recorder.record(startNanos, endNanos, ok ? Outcome.OK : Outcome.ERROR);
    }
}

package io.plumbline.cli.local;

import io.plumbline.producers.agent.Recorder;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.sink.LatencyListener;

/** The sink's commits, recorded from the moment there is an agent: the sink starts first. Thread-safe. */
final class LateRecorder implements LatencyListener {
    private volatile Recorder recorder = (start, end, outcome) -> {};

    void recordTo(Recorder agents) {
        recorder = agents;
    }

    @Override
    public void committed(long startNanos, long endNanos, boolean ok) {
        recorder.record(startNanos, endNanos, ok ? Outcome.OK : Outcome.ERROR);
    }
}

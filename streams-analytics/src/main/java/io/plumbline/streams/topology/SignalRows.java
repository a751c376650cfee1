package io.plumbline.streams.topology;

import io.plumbline.schemas.event.ChangeKind;
import io.plumbline.schemas.event.Severity;
import io.plumbline.schemas.event.Signal;
import io.plumbline.schemas.event.SignalPhase;
import io.plumbline.streams.domain.regression.watch.Observation;
import io.plumbline.streams.domain.regression.watch.SeriesWatch.Said;
import io.plumbline.streams.domain.window.Series;

/** What the watches say, in the contract's words. */
final class SignalRows {
    private SignalRows() {}

    /** The key of a signal. */
    static String key(Series series) {
        return series.system() + "/" + series.run();
    }

    static Signal toWire(WatchedRow row, Said said, Observation.Worse worse) {
        Signal signal = new Signal();
        signal.setSystem(row.series().system());
        signal.setRun(row.series().run());
        signal.setOperation(row.series().operation());
        signal.setNode(row.series().node());
        signal.setMetric(said.metric().wireName());
        signal.setUnit(said.unit());
        signal.setRelease(row.release());
        signal.setOrigin(row.origin());
        signal.setKind(ChangeKind.valueOf(worse.kind().name()));
        signal.setPhase(SignalPhase.valueOf(worse.phase().name()));
        signal.setOnset(Times.instant(worse.onsetMicros()));
        signal.setWindowStart(Times.instant(row.startMicros()));
        signal.setWindowMillis(row.windowMillis());
        signal.setNodeCount(row.nodeCount());
        signal.setBefore(worse.before());
        signal.setNow(worse.now());
        signal.setTarget(worse.target());
        signal.setEffect(worse.effect());
        signal.setSeverity(Severity.valueOf(worse.severity().name()));
        signal.setTolerance(worse.tolerance());
        signal.setPValue(worse.pValue());
        signal.setBaselineVersion(worse.baselineVersion());
        return signal;
    }
}

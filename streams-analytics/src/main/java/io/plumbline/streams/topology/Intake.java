package io.plumbline.streams.topology;

import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.streams.domain.delivery.BootAccount;
import io.plumbline.streams.domain.delivery.Fresh;
import io.plumbline.streams.domain.window.Admission;
import io.plumbline.streams.domain.window.BaseWindow;
import io.plumbline.streams.domain.window.BaseWindows;
import io.plumbline.streams.domain.window.SourceClock;
import io.plumbline.streams.domain.window.Tally;
import io.plumbline.streams.domain.window.WindowId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The way of one batch into the windows: each measurement is counted, known already, late, or refused. What is late is
 * decided by the watermark before the batch, which {@link #take} moves at its end.
 */
final class Intake {
    private final MeasurementBatch batch;
    private final SourceClock clock;
    private final long baseMicros;
    private final long latestEventMicros;
    private final Aside late;
    private final Aside refused;
    private final Map<BaseWindow, Tally> corrections = new LinkedHashMap<>();
    private int counted;
    private int duplicated;
    private long latestMicros = SourceClock.NOTHING;

    /** @param latestEventMicros what is later than this is refused */
    Intake(MeasurementBatch batch, SourceClock clock, long baseMicros, long latestEventMicros) {
        this.batch = batch;
        this.clock = clock;
        this.baseMicros = baseMicros;
        this.latestEventMicros = latestEventMicros;
        this.late = new Aside(batch);
        this.refused = new Aside(batch);
    }

    void take(BootAccount account, BaseWindows windows) {
        try {
            takeFresh(account, windows);
        } catch (IllegalArgumentException unusable) {
            refuseAll(unusable.getMessage());
        }
        account.setAside(late.size(), refused.size());
        clock.observe(latestMicros);
    }

    /** Measurements that are in a window now. */
    int counted() {
        return counted;
    }

    /** Measurements that had come before. */
    int duplicated() {
        return duplicated;
    }

    Aside late() {
        return late;
    }

    Aside refused() {
        return refused;
    }

    /** What the late measurements change in windows that have closed. */
    Map<BaseWindow, Tally> corrections() {
        return corrections;
    }

    private void takeFresh(BootAccount account, BaseWindows windows) {
        if (batch.getNode().isEmpty()) { // its rows would take the place of those over all nodes
            throw new IllegalArgumentException("the node has no name");
        }
        List<Measurement> measurements = batch.getMeasurements();
        long first = batch.getFirstSequence();
        Fresh fresh = account.sequence().receive(first, measurements.size(), batch.getDroppedBefore());
        duplicated = measurements.size() - (int) fresh.count();
        BaseWindows.Batch into = windows.begin(
                batch.getSystem(),
                batch.getRun(),
                batch.getNode(),
                Enums.fromWire(batch.getOrigin()),
                batch.getRelease());
        for (int i = 0; i < measurements.size(); i++) {
            if (fresh.contains(first + i)) {
                take(i, measurements.get(i), into);
            }
        }
    }

    private void take(int index, Measurement m, BaseWindows.Batch into) {
        long startMicros = Times.micros(m.getIntendedStart());
        String refusal = Admission.refusal(
                m.getOperation(),
                startMicros,
                m.getDurationNanos(),
                m.getServiceNanos(),
                m.getBytes(),
                latestEventMicros);
        if (refusal != null) {
            refused.add(index, refusal);
            return;
        }
        long eventMicros = Admission.eventMicros(startMicros, m.getDurationNanos());
        long windowMicros = WindowId.startOf(baseMicros, eventMicros);
        if (clock.hasClosed(windowMicros + baseMicros)) {
            late.add(index, "late");
            correction(m.getOperation(), windowMicros).late(clock.watermark() - eventMicros);
            return;
        }
        Long service = m.getServiceNanos();
        into.tally(m.getOperation(), windowMicros)
                .record(
                        Enums.fromWire(m.getOutcome()),
                        m.getDurationNanos(),
                        service == null ? -1 : service,
                        m.getBytes());
        counted++;
        latestMicros = Math.max(latestMicros, eventMicros);
    }

    private void refuseAll(String reason) {
        for (int i = 0; i < batch.getMeasurements().size(); i++) {
            refused.add(i, reason);
        }
    }

    private Tally correction(String operation, long windowMicros) {
        BaseWindow window = new BaseWindow(batch.getSystem(), batch.getRun(), batch.getNode(), operation, windowMicros);
        Tally tally = corrections.computeIfAbsent(window, w -> new Tally());
        tally.from(Enums.fromWire(batch.getOrigin()), batch.getRelease());
        return tally;
    }
}

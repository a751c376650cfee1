package io.plumbline.streams.topology;

import io.plumbline.schemas.serde.BatchReader;
import io.plumbline.streams.domain.delivery.BootAccount;
import io.plumbline.streams.domain.delivery.Fresh;
import io.plumbline.streams.domain.window.Admission;
import io.plumbline.streams.domain.window.NodeSeries;
import io.plumbline.streams.domain.window.Origin;
import io.plumbline.streams.domain.window.SourceClock;
import io.plumbline.streams.domain.window.SourceWindows;
import io.plumbline.streams.domain.window.Tally;
import io.plumbline.streams.domain.window.WindowId;

/**
 * The way of a batch into the windows: each measurement is counted, known already, late, or refused. What is late is
 * decided by the watermarks before the batch. This is the hot path: nothing here makes an object for a measurement that
 * is simply counted. Used again for each batch; one thread owns it.
 */
final class Intake {
    private final WindowConfig config;
    private final long baseMicros;
    private final SourceWindows windows;
    private final SourceClock clock;
    private final Admission admission;
    private final Aside late = new Aside();
    private final Aside refused = new Aside();

    private Sender sender;
    private BatchReader batch;
    private long counted;
    private long duplicated;
    private long beyondHorizon;
    private long overflow;
    private long lateTotal;
    private long refusedTotal;
    private long latestMicros;
    private long lateWindowMicros;
    private long pastWindowMicros;
    private long windowStart;
    private long windowEnd;

    Intake(WindowConfig config, SourceWindows windows, SourceClock clock) {
        this.config = config;
        this.baseMicros = config.baseMicros();
        this.windows = windows;
        this.clock = clock;
        this.admission = new Admission();
    }

    /** Begins to count anew, and takes event times by this wall clock. */
    void begin(long nowMillis) {
        config.bound(admission, nowMillis);
        counted = 0;
        duplicated = 0;
        beyondHorizon = 0;
        overflow = 0;
        lateTotal = 0;
        refusedTotal = 0;
    }

    void take(BatchReader newBatch, Sender newSender) {
        open(newBatch, newSender);
        BootAccount account = sender.account();
        try {
            takeAll(account);
        } catch (IllegalArgumentException unusable) {
            refuseAll(unusable.getMessage());
        }
        if (late.size() + refused.size() > 0) {
            account.setAside(late.size(), refused.size());
            lateTotal += late.size();
            refusedTotal += refused.size();
        }
        if (latestMicros != SourceClock.NOTHING) {
            account.reached(latestMicros);
            clock.observe(latestMicros);
        }
    }

    /** Adds to the meters what was counted since {@link #begin}. */
    void count(StreamsMeters meters) {
        meters.events.increment((double) counted);
        meters.duplicated.increment((double) duplicated);
        meters.late.increment((double) lateTotal);
        meters.quarantined.increment((double) refusedTotal);
        meters.beyondHorizon.increment((double) beyondHorizon);
        meters.overflow.increment((double) overflow);
    }

    /** Measurements of the last batch that came too late. */
    Aside late() {
        return late;
    }

    /** Measurements of the last batch that cannot be counted. */
    Aside refused() {
        return refused;
    }

    private void open(BatchReader newBatch, Sender newSender) {
        batch = newBatch;
        sender = newSender;
        late.clear();
        refused.clear();
        latestMicros = SourceClock.NOTHING;
        lateWindowMicros = clock.latestClosed(sender.account().watermarkMicros());
        pastWindowMicros = clock.latestBeyond(config.horizonMicros());
    }

    private void takeAll(BootAccount account) {
        if (sender.node().isEmpty()) { // its rows would take the place of those over all nodes
            throw new IllegalArgumentException("the node has no name");
        }
        long first = batch.firstSequence();
        int count = batch.count();
        if (batch.droppedBefore() == 0 && account.sequence().advance(first, count)) {
            for (int i = 0; i < count; i++) {
                take(i);
            }
            return;
        }
        Fresh fresh = account.sequence().receive(first, count, batch.droppedBefore());
        duplicated += count - fresh.count();
        for (int i = 0; i < count; i++) {
            if (fresh.contains(first + i)) {
                take(i);
            }
        }
    }

    private void take(int index) {
        long duration = batch.durationNanos(index);
        long service = batch.serviceNanos(index);
        if (!admission.admits(
                        batch.operationLength(index),
                        batch.startMicros(index),
                        duration,
                        service,
                        batch.bytesMoved(index))
                || batch.labels(index) > Admission.MAX_LABELS) {
            refuse(index);
            return;
        }
        long eventMicros = Admission.eventMicros(batch.startMicros(index), duration);
        if (eventMicros < windowStart || eventMicros >= windowEnd) {
            windowStart = WindowId.startOf(baseMicros, eventMicros);
            windowEnd = windowStart + baseMicros;
        }
        if (windowStart <= lateWindowMicros || windowStart <= pastWindowMicros) {
            takeLate(index, eventMicros);
            return;
        }
        tally(index).record(Enums.fromWire(batch.outcome(index)), duration, service, batch.bytesMoved(index));
        counted++;
        latestMicros = Math.max(latestMicros, eventMicros);
    }

    /** The tally that an event of the current window goes into. */
    private Tally tally(int index) {
        NodeSeries series =
                sender.series(batch.bytes(), batch.operationStart(index), batch.operationLength(index), windows);
        Tally tally = windows.base(series, windowStart).tally();
        Origin origin = sender.origin();
        tally.from(origin, sender.release());
        if (series.isOverflow()) {
            overflow++;
        }
        return tally;
    }

    private void takeLate(int index, long eventMicros) {
        late.add(index, "late");
        if (windowStart <= pastWindowMicros) {
            beyondHorizon++;
        } else {
            tally(index).late(sender.account().watermarkMicros() - eventMicros);
        }
    }

    private void refuse(int index) {
        String reason = batch.labels(index) > Admission.MAX_LABELS
                ? "there are " + batch.labels(index) + " labels, more than " + Admission.MAX_LABELS
                : admission.refusal(
                        batch.operationLength(index),
                        batch.startMicros(index),
                        batch.durationNanos(index),
                        batch.serviceNanos(index),
                        batch.bytesMoved(index));
        refused.add(index, reason);
    }

    private void refuseAll(String reason) {
        for (int i = 0; i < batch.count(); i++) {
            refused.add(i, reason);
        }
    }
}

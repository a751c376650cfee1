package io.plumbline.streams.topology;

import io.plumbline.schemas.serde.BatchReader;
import io.plumbline.streams.domain.delivery.BootAccount;
import io.plumbline.streams.domain.window.ByRange;
import io.plumbline.streams.domain.window.NodeSeries;
import io.plumbline.streams.domain.window.Origin;
import io.plumbline.streams.domain.window.SourceWindows;
import java.nio.charset.StandardCharsets;

/** One boot of an agent with the names that its batches carry, looked up once. */
final class Sender {
    /** An agent that makes up names without end is asked for each again, rather than have all remembered. */
    private static final int REMEMBERED = 10_000;

    private final String system;
    private final String run;
    private final String node;
    private final String release;
    private final Origin origin;
    private final Ledger.Entry entry;
    private final ByRange<NodeSeries> byOperation = new ByRange<>();

    Sender(BatchReader batch, Ledger ledger) {
        system = batch.system();
        run = batch.run();
        node = batch.node();
        release = batch.release();
        origin = Enums.fromWire(batch.origin());
        entry = ledger.entry(node, batch.boot());
    }

    Ledger.Entry entry() {
        return entry;
    }

    BootAccount account() {
        return entry.account();
    }

    String node() {
        return node;
    }

    String release() {
        return release;
    }

    Origin origin() {
        return origin;
    }

    void seen(long nowMillis) {
        entry.account().seen(system, run, origin, nowMillis);
    }

    /** The series of the operation whose name these bytes are. */
    NodeSeries series(byte[] bytes, int start, int length, SourceWindows windows) {
        NodeSeries known = byOperation.get(bytes, start, length);
        return known != null && !known.forgotten() ? known : find(bytes, start, length, windows);
    }

    private NodeSeries find(byte[] bytes, int start, int length, SourceWindows windows) {
        String operation = new String(bytes, start, length, StandardCharsets.UTF_8);
        NodeSeries series = windows.series(system, run, node, operation);
        if (series.id().operation().equals(operation)) { // else its system has too many now, but perhaps not later
            if (byOperation.size() >= REMEMBERED) {
                byOperation.clear();
            }
            byOperation.put(bytes, start, length, series);
        }
        return series;
    }
}

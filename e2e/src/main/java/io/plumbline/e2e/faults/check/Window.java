package io.plumbline.e2e.faults.check;

import io.plumbline.schemas.event.Measurement;
import io.plumbline.sketch.Sketch;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** The events of one cell, added one by one: what its row has to say. */
final class Window {
    private final Sketch sketch = new Sketch();
    private final Set<String> nodes = new HashSet<>();
    private long ok;
    private long errors;
    private long timeouts;
    private long bytes;
    private long late;

    void add(String node, Measurement event) {
        sketch.record((double) event.getDurationNanos());
        nodes.add(node);
        bytes += event.getBytes();
        switch (event.getOutcome()) {
            case OK -> ok++;
            case ERROR -> errors++;
            case TIMEOUT -> timeouts++;
        }
    }

    void addLate() {
        late++;
    }

    Figures figures() {
        boolean empty = sketch.isEmpty();
        return new Figures(
                sketch.count(),
                ok,
                errors,
                timeouts,
                bytes,
                nodes.size(),
                late,
                empty ? null : sketch.min(),
                empty ? null : sketch.max(),
                empty ? 0 : sketch.lo(),
                empty ? List.of() : LongStream.of(sketch.counts()).boxed().toList());
    }
}

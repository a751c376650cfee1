package io.plumbline.streams.domain.window;

import java.util.HashMap;
import java.util.Map;

/**
 * The series of a source that have open windows, at most so many for each system. Those beyond the limit share one
 * series of their system, {@link #OVERFLOW}: an agent that makes up names without end costs itself its details, and
 * nobody the memory. Not thread-safe.
 */
final class SeriesDirectory {
    /** Stands for run, node and operation of all series beyond the limit. */
    static final String OVERFLOW = "(overflow)";

    private final int limitPerSystem;
    private final Map<Series, NodeSeries> live = new HashMap<>();
    private final Map<Series, OperationTotal> totals = new HashMap<>();
    private final Map<String, Integer> liveBySystem = new HashMap<>();

    SeriesDirectory(int limitPerSystem) {
        this.limitPerSystem = limitPerSystem;
    }

    /** The series that those of a system share which are beyond the limit. */
    static Series overflow(String system) {
        return new Series(system, OVERFLOW, OVERFLOW, OVERFLOW);
    }

    /** The series with that name, or its system's overflow. */
    NodeSeries find(Series id) {
        NodeSeries known = live.get(id);
        if (known != null) {
            return known;
        }
        boolean full = liveBySystem.getOrDefault(id.system(), 0) >= limitPerSystem;
        Series overflow = overflow(id.system());
        return full && !id.equals(overflow) ? find(overflow) : make(id);
    }

    /** The series with that name, which had open windows before a restart: it has its place whatever the limit is now. */
    NodeSeries restore(Series id) {
        NodeSeries known = live.get(id);
        return known != null ? known : make(id);
    }

    void forget(NodeSeries series) {
        live.remove(series.id());
        if (--series.total.nodes == 0) {
            totals.remove(series.total.id());
        }
        series.forget();
        if (liveBySystem.merge(series.id().system(), -1, Integer::sum) == 0) {
            liveBySystem.remove(series.id().system());
        }
    }

    int size() {
        return live.size();
    }

    private NodeSeries make(Series id) {
        OperationTotal total = totals.computeIfAbsent(id.overAllNodes(), OperationTotal::new);
        total.nodes++;
        NodeSeries series = new NodeSeries(id, total);
        live.put(id, series);
        liveBySystem.merge(id.system(), 1, Integer::sum);
        return series;
    }
}

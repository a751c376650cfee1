package io.plumbline.streams.domain.window;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which series have their own windows, at most so many for each system; all others share the overflow of their system. A
 * series keeps its place until the last window that it can be part of is forgotten, so that what is in memory is bounded
 * by the limit, however many names are made up. Not thread-safe.
 */
public final class SeriesQuota {
    private final int limitPerSystem;
    private final long longestMicros;
    private final long horizonMicros;
    private final Table<Series, Long> ends;
    private final TreeMap<Long, List<Series>> byEnd = new TreeMap<>();
    private final Map<String, Integer> bySystem = new HashMap<>();

    /**
     * @param longestMicros the size of the longest windows
     * @param horizonMicros how long after its end a window is kept
     * @param ends the end of the last of the longest windows of each series that has a place; of this object alone
     */
    public SeriesQuota(int limitPerSystem, long longestMicros, long horizonMicros, Table<Series, Long> ends) {
        this.limitPerSystem = limitPerSystem;
        this.longestMicros = longestMicros;
        this.horizonMicros = horizonMicros;
        this.ends = ends;
        ends.forEach((series, end) -> {
            bySystem.merge(series.system(), 1, Integer::sum);
            remember(series, end);
        });
    }

    /** The series that something of {@code id} at {@code atMicros} counts in: itself, or the overflow of its system. */
    public Series place(Series id, long atMicros) {
        Series overflow = SeriesDirectory.overflow(id.system());
        if (id.equals(overflow)) {
            return id;
        }
        Long known = ends.get(id);
        if (known == null && bySystem.getOrDefault(id.system(), 0) >= limitPerSystem) {
            return overflow;
        }
        long end = WindowId.startOf(longestMicros, atMicros) + longestMicros;
        if (known == null) {
            bySystem.merge(id.system(), 1, Integer::sum);
        }
        if (known == null || known < end) {
            ends.put(id, end);
            remember(id, end);
        }
        return id;
    }

    /** Gives up the places of series whose windows are all forgotten when every window up to this time has closed. */
    public void closedUpTo(long frontierMicros) {
        while (!byEnd.isEmpty() && byEnd.firstKey() + horizonMicros <= frontierMicros) {
            Map.Entry<Long, List<Series>> oldest = byEnd.pollFirstEntry();
            for (Series series : oldest.getValue()) {
                if (oldest.getKey().equals(ends.get(series))) { // else it has a later window
                    leave(series);
                }
            }
        }
    }

    /** Series that have a place. */
    public int size() {
        return bySystem.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void remember(Series series, long end) {
        byEnd.computeIfAbsent(end, at -> new ArrayList<>()).add(series);
    }

    private void leave(Series series) {
        ends.remove(series);
        bySystem.computeIfPresent(series.system(), (system, count) -> count == 1 ? null : count - 1);
    }
}

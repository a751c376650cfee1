package io.plumbline.benchmarks.engine;

import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The least that an engine has to do for percentiles: a histogram for each operation and second of event time, in plain
 * maps, kept for ever and lost with the process.
 */
final class WindowHistograms implements Decoder.Events {
    private static final long WINDOW_MICROS = 1_000_000;

    private final Map<String, Map<Long, Histogram>> histograms = new HashMap<>();
    private final Map<String, Last> last = new HashMap<>();

    @Override
    public void event(String operation, long eventMicros, long durationNanos) {
        long window = eventMicros / WINDOW_MICROS;
        Last cached = last.get(operation);
        if (cached == null || cached.window != window) {
            cached = new Last(window, histogram(operation, window));
            last.put(operation, cached);
        }
        cached.histogram.recordValue(durationNanos);
    }

    /** Events in all histograms together. */
    long count() {
        return histograms.values().stream()
                .flatMap(windows -> windows.values().stream())
                .mapToLong(Histogram::getTotalCount)
                .sum();
    }

    private Histogram histogram(String operation, long window) {
        return histograms
                .computeIfAbsent(operation, name -> new HashMap<>())
                .computeIfAbsent(window, start -> new Histogram(2));
    }

    private record Last(long window, Histogram histogram) {}
}

package io.plumbline.streams.domain.scaling.live;

import io.plumbline.streams.domain.score.Performance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/** Scores the windows of one system and run, each when its figures are in, and the latest again when they change. */
final class Scorer {
    private static final double NANOS_OF_MILLI = 1e6;
    private static final double PERCENT = 100;

    private final ScoreRules rules;
    private final long size;
    private final NavigableMap<Long, LoadWindow> windows;
    private ScoredWindow latest; // null: none in this life of the task

    Scorer(ScoreRules rules, LoadConfig config, NavigableMap<Long, LoadWindow> windows) {
        this.rules = rules;
        this.size = config.windowMicros();
        this.windows = windows;
    }

    /** @param uptoMicros no window that ends later is scored yet */
    List<ScoredWindow> score(RunState state, Collection<OperationScaling> scaling, long uptoMicros) {
        List<ScoredWindow> scored = new ArrayList<>();
        if (!rules.enabled() || windows.isEmpty()) {
            return scored;
        }
        long first = Math.max(state.scoredMicros(), startOf(windows.firstKey()));
        long last = Math.min(startOf(windows.lastKey()), uptoMicros - rules.windowMicros());
        for (long start = first; start <= last; start += rules.windowMicros()) {
            Optional<ScoredWindow> window = of(start, scaling);
            if (window.isPresent() && isNews(window.get(), state)) {
                latest = window.get();
                state.scored(start);
                scored.add(latest);
            }
        }
        return scored;
    }

    /** Start of the window that is scored with this one. */
    private long startOf(long windowStart) {
        return Math.floorDiv(windowStart, rules.windowMicros()) * rules.windowMicros();
    }

    /** What was scored before a restart is not said again. */
    private boolean isNews(ScoredWindow window, RunState state) {
        boolean hasChanged = latest != null && !latest.equals(window);
        return hasChanged || window.startMicros() > state.scoredMicros();
    }

    private Optional<ScoredWindow> of(long start, Collection<OperationScaling> scaling) {
        Totals totals = Totals.of(windows.subMap(start, start + rules.windowMicros()), rules.operations(), size);
        if (totals.count() == 0) {
            return Optional.empty();
        }
        Performance performance = new Performance(
                totals.count() / totals.seconds(),
                totals.nanos() / totals.count() / NANOS_OF_MILLI,
                PERCENT * totals.okCount() / totals.count(),
                nodes(totals, scaling));
        return Optional.of(new ScoredWindow(
                start, List.copyOf(totals.operations()), rules.scoring().score(performance)));
    }

    /** The worst recommendation for any of them; where nothing is known of how they scale, the nodes that were there. */
    private static int nodes(Totals totals, Collection<OperationScaling> scaling) {
        return scaling.stream()
                .filter(operation -> totals.operations().contains(operation.operation()))
                .mapToInt(operation -> operation.report().recommendedMaxNodes().orElse(0))
                .min()
                .orElse(totals.nodes());
    }
}

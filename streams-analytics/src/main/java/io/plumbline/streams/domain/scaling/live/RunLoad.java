package io.plumbline.streams.domain.scaling.live;

import io.plumbline.streams.domain.scaling.steps.ScalingAnalysis;
import io.plumbline.streams.domain.scaling.steps.ScalingStep;
import io.plumbline.streams.domain.window.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** One system and run at work: its windows in the order of time. Made anew after a restart. Not thread-safe. */
final class RunLoad {
    private final RunKey key;
    private final RunState state;
    private final LoadConfig config;
    private final TreeMap<Long, LoadWindow> windows = new TreeMap<>();
    private final Set<String> operations = new TreeSet<>();
    private final Scorer scorer;
    private final News news = new News();
    private long assessedMicros;
    private boolean changed = true;

    RunLoad(RunKey key, RunState state, LoadConfig config, ScoreRules scores) {
        this.key = key;
        this.state = state;
        this.config = config;
        this.scorer = new Scorer(scores, config, windows);
        this.assessedMicros = state.eventMicros();
    }

    void hear(long micros, Origin origin, long nowMillis) {
        if (state.heard(micros, origin, nowMillis)) {
            assessedMicros = micros; // the interval begins with what came first
        }
    }

    RunState state() {
        return state;
    }

    LoadWindow window(long start) {
        return windows.get(start);
    }

    Set<Long> starts() {
        return windows.keySet();
    }

    void add(long start, LoadWindow window) {
        windows.put(start, window);
        operations.addAll(window.operations().keySet());
    }

    Set<String> operations() {
        return operations;
    }

    boolean isTooOld(long startMicros) {
        return startMicros < oldest();
    }

    void change() {
        changed = true;
    }

    boolean hasChanged() {
        return changed;
    }

    /** Whether so much time has passed in the events that the figures should be looked at, though more keep coming. */
    boolean isDue() {
        return changed && state.eventMicros() - assessedMicros > config.intervalMicros();
    }

    /** Takes away the windows that are no longer looked at. */
    List<Long> removeOld() {
        SortedMap<Long, LoadWindow> beyond = windows.headMap(oldest());
        List<Long> old = List.copyOf(beyond.keySet());
        if (!old.isEmpty()) {
            beyond.clear();
            operations.clear();
            windows.values()
                    .forEach(window -> operations.addAll(window.operations().keySet()));
            state.truncate();
        }
        return old;
    }

    /** Windows in which nothing more can be corrected, sealed by this call. */
    List<Long> seal() {
        List<Long> sealed = new ArrayList<>();
        long end = state.eventMicros() - config.correctionMicros() - config.windowMicros();
        windows.headMap(end, true).descendingMap().entrySet().stream()
                .takeWhile(entry -> !entry.getValue().isSealed())
                .forEach(entry -> {
                    entry.getValue().seal();
                    sealed.add(entry.getKey());
                });
        return sealed;
    }

    /** @param complete whether all figures that there are have come */
    Assessment assess(ScalingAnalysis analysis, boolean complete) {
        assessedMicros = state.eventMicros();
        changed = !complete;
        OperationSteps steps = new OperationSteps(windows, config);
        List<Segment> segments = state.segments();
        List<OperationScaling> scaling = new ArrayList<>();
        for (String operation : operations) {
            SortedMap<Long, ScalingStep> found = steps.of(operation, segments);
            if (!found.isEmpty()) {
                scaling.add(OperationScaling.of(operation, found, config, analysis, isCutOff()));
            }
        }
        List<ScoredWindow> scores = scorer.score(state, scaling, scoredUpTo(complete));
        boolean isFinal = state.isFinished();
        List<OperationScaling> said =
                scaling.stream().filter(report -> news.isNews(report, isFinal)).toList();
        return new Assessment(key, state.origin(), isFinal, said, scores);
    }

    /** While figures keep coming, the latest windows lack some; when a run has ended, its last window ends with it. */
    private long scoredUpTo(boolean complete) {
        if (!complete) {
            return state.eventMicros() - config.windowMicros();
        }
        return state.isFinished() ? Long.MAX_VALUE : state.eventMicros();
    }

    private boolean isCutOff() {
        return !key.isContinuous() && state.isTruncated();
    }

    private long oldest() {
        return state.eventMicros() - config.horizonMicros(key) - config.windowMicros();
    }
}

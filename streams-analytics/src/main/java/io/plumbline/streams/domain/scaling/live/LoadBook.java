package io.plumbline.streams.domain.scaling.live;

import io.plumbline.streams.domain.scaling.steps.ScalingAnalysis;
import io.plumbline.streams.domain.window.Origin;
import io.plumbline.streams.domain.window.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps what systems and runs did, window by window, and says how they scale and what they score. What it says depends on
 * the rows that came, not on their order. Not thread-safe.
 */
public final class LoadBook {
    private final Table<RunKey, RunState> states;
    private final Table<Key, LoadWindow> windows;
    private final LoadConfig config;
    private final ScalingAnalysis analysis;
    private final ScoreRules scores;
    private final Map<RunKey, RunLoad> runs = new HashMap<>();

    /** What a window is of. */
    public record Key(RunKey run, long sizeMicros, long startMicros) {}

    /** @param states what this book, and nobody else, keeps its state in; likewise {@code windows} */
    public LoadBook(
            Table<RunKey, RunState> states,
            Table<Key, LoadWindow> windows,
            LoadConfig config,
            ScalingAnalysis analysis,
            ScoreRules scores) {
        this.states = states;
        this.windows = windows;
        this.config = config;
        this.analysis = analysis;
        this.scores = scores;
        states.forEach((key, state) -> runs.put(key, new RunLoad(key, state, config, scores)));
        removeOtherSizes();
        windows.forEach((key, window) -> runs.get(key.run).add(key.startMicros, window));
    }

    /** Windows of another size cannot be compared with what comes now. */
    private void removeOtherSizes() {
        List<Key> others = new ArrayList<>();
        windows.forEach((key, window) -> {
            if (key.sizeMicros != config.windowMicros()) {
                others.add(key);
            }
        });
        others.forEach(windows::remove);
    }

    private Key key(RunKey run, long startMicros) {
        return new Key(run, config.windowMicros(), startMicros);
    }

    public Taken take(RunKey key, Origin origin, WindowRow row, long nowMillis) {
        RunLoad run = runs.computeIfAbsent(key, this::begin);
        run.hear(row.startMicros() + config.windowMicros(), origin, nowMillis);
        Taken taken = run.isTooOld(row.startMicros()) ? Taken.TOO_OLD : put(key, run, row);
        if (taken == Taken.TOO_OLD) {
            run.state().truncate();
        }
        states.touch(key);
        return taken;
    }

    /** @throws IllegalArgumentException if the run has too many already */
    public void take(RunKey key, Origin origin, RunMoment moment, long nowMillis) {
        RunLoad run = runs.computeIfAbsent(key, this::begin);
        run.hear(moment.atMicros(), origin, nowMillis);
        run.state().add(moment);
        run.change();
        states.touch(key);
    }

    /** Whether the run should be assessed now, though its figures keep coming. */
    public boolean isDue(RunKey key) {
        return runs.get(key).isDue();
    }

    /** Runs with news, of which nothing more came since. */
    public List<RunKey> quietSince(long millis) {
        return runs.entrySet().stream()
                .filter(entry -> entry.getValue().hasChanged())
                .filter(entry -> entry.getValue().state().heardMillis() <= millis)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** @param complete whether all figures that there are have come */
    public Assessment assess(RunKey key, boolean complete) {
        RunLoad run = runs.get(key);
        run.removeOld().forEach(start -> windows.remove(key(key, start)));
        run.seal().forEach(start -> windows.touch(key(key, start)));
        Assessment assessment = run.assess(analysis, complete);
        states.touch(key);
        return assessment;
    }

    /** Forgets what was silent for too long, and says which. */
    public List<RunKey> forget(long nowMillis) {
        List<RunKey> silent = runs.entrySet().stream()
                .filter(entry -> nowMillis - entry.getValue().state().heardMillis() > config.forgetMillis())
                .map(Map.Entry::getKey)
                .toList();
        silent.forEach(key -> {
            runs.remove(key).starts().forEach(start -> windows.remove(key(key, start)));
            states.remove(key);
        });
        return silent;
    }

    private Taken put(RunKey key, RunLoad run, WindowRow row) {
        LoadWindow known = run.window(row.startMicros());
        LoadWindow window = known == null ? new LoadWindow() : known;
        if (!row.fits(run.operations(), window, config)) {
            return Taken.BEYOND_LIMIT;
        }
        if (!row.into(window)) {
            return Taken.KNOWN;
        }
        run.add(row.startMicros(), window);
        run.change();
        windows.put(key(key, row.startMicros()), window);
        return Taken.COUNTED;
    }

    private RunLoad begin(RunKey key) {
        RunState state = new RunState();
        states.put(key, state);
        return new RunLoad(key, state, config, scores);
    }
}

package io.plumbline.streams.domain.scaling.live;

import io.plumbline.streams.domain.health.MapTable;
import io.plumbline.streams.domain.scaling.Scatter;
import io.plumbline.streams.domain.scaling.live.RunMoment.Phase;
import io.plumbline.streams.domain.scaling.live.WindowRow.OfOperation;
import io.plumbline.streams.domain.scaling.live.WindowRow.OfResources;
import io.plumbline.streams.domain.scaling.live.WindowRow.OfTraffic;
import io.plumbline.streams.domain.scaling.steps.ScalingAnalysis;
import io.plumbline.streams.domain.scaling.steps.ScalingLimits;
import io.plumbline.streams.domain.scaling.steps.ScalingStep;
import io.plumbline.streams.domain.scaling.steps.StepFigures;
import io.plumbline.streams.domain.score.Scoring;
import io.plumbline.streams.domain.window.Origin;
import java.util.List;

/** A book with tables in memory, and rows for it. Windows of ten seconds; times are seconds. */
final class Loads {
    static final RunKey LIVE = new RunKey("shop", "");
    static final RunKey TEST = new RunKey("shop", "scale-1");
    static final String ROUND = "consensus.round";
    static final LoadConfig CONFIG = new LoadConfig(
            micros(10), micros(3_600), micros(6 * 3_600), micros(180), micros(10), 10, 200, 10_000, 7_200_000);
    static final ScoreRules SCORES =
            new ScoreRules(true, micros(60), name -> !name.startsWith("self."), Scoring.DEFAULT);

    final MapTable<RunKey, RunState> states = new MapTable<>(state -> new RunState(state.state()));
    final MapTable<LoadBook.Key, LoadWindow> windows = new MapTable<>(window -> new LoadWindow(window.state()));
    private final LoadConfig config;
    LoadBook book;
    long nowMillis = 1_000_000;

    Loads() {
        this(CONFIG);
    }

    Loads(LoadConfig config) {
        this.config = config;
        open();
    }

    /** Goes on with what was written at the last commit. */
    void restart() {
        states.restart();
        windows.restart();
        open();
    }

    Taken take(RunKey run, WindowRow row) {
        return book.take(run, Origin.REAL, row, nowMillis);
    }

    void stage(long second, int nodes) {
        moment(second, Phase.STAGE, nodes, "");
    }

    void moment(long second, Phase phase, int nodes, String stage) {
        book.take(TEST, Origin.REAL, new RunMoment(micros(second), phase, nodes, stage), nowMillis);
    }

    /** The steps of the one operation there is. */
    List<ScalingStep> steps(RunKey run) {
        return assess(run).scaling().stream()
                .flatMap(scaling -> scaling.report().steps().stream())
                .map(StepFigures::step)
                .toList();
    }

    Assessment assess(RunKey run) {
        return book.assess(run, true);
    }

    static WindowRow row(long second, int nodes, long count) {
        return row(ROUND, second, nodes, count);
    }

    static WindowRow row(String operation, long second, int nodes, long count) {
        return new OfOperation(micros(second), operation, new OperationLoad(0, nodes, count, count, 1e7));
    }

    static WindowRow resources(String node, long second, int revision, Double cpu, Double memory) {
        return new OfResources(micros(second), node, new ResourceLoad(revision, cpu, memory));
    }

    static WindowRow traffic(String node, long second, int revision, Double bytes, Double delivered) {
        return new OfTraffic(micros(second), node, new TrafficLoad(revision, bytes, delivered));
    }

    static LoadBook.Key key(RunKey run, long second) {
        return new LoadBook.Key(run, micros(10), micros(second));
    }

    static long micros(long seconds) {
        return 1_000_000 * seconds;
    }

    private void open() {
        book = new LoadBook(states, windows, config, new ScalingAnalysis(ScalingLimits.DEFAULT, Scatter.EVEN), SCORES);
    }
}

package io.plumbline.cli.scale;

import io.plumbline.producers.scale.Progress;
import io.plumbline.producers.scale.Step;
import io.plumbline.producers.scale.StepResult;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** A line for each step on standard error, and on a terminal a bar below them that is drawn anew in its place. */
final class ProgressBar implements Progress {
    private static final int WIDTH = 30;
    private static final String ERASE_LINE = "\r\u001b[2K";

    private final PrintWriter err;
    private final boolean terminal;

    ProgressBar(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public void show(State state) {
        if (terminal) {
            err.print(ERASE_LINE + bar(state));
            err.flush();
        }
    }

    @Override
    public void measured(Step step, StepResult result, State state) {
        String line = String.format(
                Locale.ROOT,
                "%s %d nodes: %.1f operations/s%s",
                step.curve().name(),
                step.nodes(),
                result.operationsPerSecond(),
                result.meanLatencyMillis() == null
                        ? ""
                        : String.format(Locale.ROOT, ", mean %.1f ms", result.meanLatencyMillis()));
        err.println(terminal ? ERASE_LINE + line : line + " (" + where(state) + ")");
        show(state);
        err.flush();
    }

    /** The last bar must not stand among what follows. */
    void end() {
        if (terminal) {
            err.print(ERASE_LINE);
            err.flush();
        }
    }

    private static String bar(State state) {
        int filled = (int) Math.round(WIDTH * state.share());
        return String.format(
                Locale.ROOT,
                "[%s%s] %3.0f %%  %s",
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                Math.floor(100 * state.share()),
                where(state));
    }

    private static String where(State state) {
        return state.done() + " of " + state.steps() + " steps"
                + state.left()
                        .filter(left -> state.done() < state.steps())
                        .map(left -> ", " + shown(left) + " left")
                        .orElse("");
    }

    private static String shown(Duration time) {
        long seconds = Math.max(1, Math.round(time.toMillis() / 1e3));
        return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }
}

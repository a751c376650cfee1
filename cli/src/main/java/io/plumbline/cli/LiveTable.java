package io.plumbline.cli;

import io.plumbline.cli.local.LiveDisplay;
import io.plumbline.reports.SummaryText;
import java.io.PrintWriter;

/** The live figures for people: redrawn in place on a terminal, one block after another in a log. */
final class LiveTable implements LiveDisplay {
    private static final String HOME_AND_CLEAR = "\u001b[H\u001b[2J";

    private final PrintWriter out;
    private final boolean terminal;

    LiveTable(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void say(String line) {
        out.println(line);
        out.flush();
    }

    @Override
    public void show(Frame frame) {
        if (terminal) {
            out.print(HOME_AND_CLEAR);
        }
        out.printf(
                "plumbline local, %s%s; the last 10 s as stored%s%n%n",
                time(frame.elapsed().toSeconds()),
                frame.planned() == null ? "" : " of " + time(frame.planned().toSeconds()),
                terminal ? " (Ctrl-C ends)" : "");
        out.println(SummaryText.operations(frame.operations()));
        out.println(SummaryText.nodes(frame.nodes()));
        out.printf(
                "PIPELINE   freshness P50 %s, P99 %s; sink behind by %d records%n%n",
                SummaryText.millis(frame.freshness().p50()),
                SummaryText.millis(frame.freshness().p99()),
                frame.lagRecords());
        out.flush();
    }

    private static String time(long seconds) {
        return "%d:%02d".formatted(seconds / 60, seconds % 60);
    }
}

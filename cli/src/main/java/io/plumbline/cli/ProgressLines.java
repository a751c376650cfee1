package io.plumbline.cli;

import io.plumbline.cli.local.LiveDisplay;
import java.io.PrintWriter;

/** For scripts: nothing but a word now and then on standard error, so that standard output is one document. */
final class ProgressLines implements LiveDisplay {
    private static final long EVERY_SECONDS = 15;

    private final PrintWriter err;
    private long saidAt;

    ProgressLines(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void say(String line) {
        err.println("plumbline: " + line);
        err.flush();
    }

    @Override
    public void show(Frame frame) {
        long seconds = frame.elapsed().toSeconds();
        if (seconds - saidAt >= EVERY_SECONDS) {
            saidAt = seconds;
            long events = frame.operations().stream().mapToLong(o -> o.count()).sum();
            say("measuring, %d s; %d operations, %d events in the last 10 s"
                    .formatted(seconds, frame.operations().size(), events));
        }
    }
}

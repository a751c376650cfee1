package io.plumbline.cli.importer;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongConsumer;

/** Says now and then on standard error how far a long import is. */
final class ProgressLine implements LongConsumer {
    private static final long EVERY_NANOS = Duration.ofSeconds(2).toNanos();

    private final PrintWriter err;
    private long saidAt = System.nanoTime();

    ProgressLine(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void accept(long events) {
        if (System.nanoTime() - saidAt >= EVERY_NANOS) {
            saidAt = System.nanoTime();
            err.printf("plumbline: %d events read%n", events);
            err.flush();
        }
    }
}

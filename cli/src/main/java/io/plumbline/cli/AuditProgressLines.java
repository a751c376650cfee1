package io.plumbline.cli;

import io.plumbline.sink.audit.AuditProgress;
import java.io.PrintWriter;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;

/** Says now and then on standard error how far a long audit is. */
final class AuditProgressLines implements AuditProgress {
    private static final long EVERY_NANOS = Duration.ofSeconds(5).toNanos();

    private final PrintWriter err;
    private long saidAt = System.nanoTime();

    AuditProgressLines(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void reached(TopicPartition partition, long reached, long to) {
        if (System.nanoTime() - saidAt >= EVERY_NANOS) {
            saidAt = System.nanoTime();
            err.printf("plumbline: comparing %s, at %d of %d%n", partition, reached, to);
            err.flush();
        }
    }
}

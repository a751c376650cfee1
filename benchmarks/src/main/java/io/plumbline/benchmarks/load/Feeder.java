package io.plumbline.benchmarks.load;

import io.plumbline.benchmarks.run.ChildJvm;
import io.plumbline.benchmarks.run.Cluster;
import io.plumbline.benchmarks.run.Dialogue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Main class of the child that sends a workload at its own pace: each record when its last measurement completes. */
public final class Feeder {
    private static final List<String> JVM = List.of("-Xms256m", "-Xmx256m");
    private static final long NAP_NANOS = 1_000_000;

    /** @param startMillis when the first measurements are made, by the wall clock: a little in the future */
    public record Feed(Cluster cluster, Workload workload, long startMillis) {}

    /**
     * What was fed.
     *
     * @param worstDelayMillis by how much the slowest record was behind its time when it was handed to the producer
     */
    public record Fed(long events, long worstDelayMillis) {}

    private Feeder() {}

    /** Starts the child; it takes one {@link Feed} and answers {@link Fed} at its end. */
    public static ChildJvm start(Path directory) throws IOException {
        return ChildJvm.start("feeder", directory, JVM, Feeder.class);
    }

    public static void main(String[] arguments) throws IOException {
        Dialogue dialogue = Dialogue.begin();
        for (Feed feed = dialogue.next(Feed.class); feed != null; feed = dialogue.next(Feed.class)) {
            dialogue.answer(feed(feed));
        }
        System.exit(0);
    }

    private static Fed feed(Feed feed) {
        Duration worst = Duration.ZERO;
        Generator generator = new Generator(feed.workload(), Instant.ofEpochMilli(feed.startMillis()));
        try (Sender sender = new Sender(feed.cluster(), 0)) { // agents do not linger
            while (generator.hasNext()) {
                var batch = generator.next();
                awaitTime(generator.due());
                Duration delay = Duration.between(generator.due(), Instant.now());
                worst = delay.compareTo(worst) > 0 ? delay : worst;
                sender.send(batch, generator.latest());
            }
            sender.flush();
        }
        return new Fed(feed.workload().events(), worst.toMillis());
    }

    private static void awaitTime(Instant due) {
        while (Instant.now().isBefore(due)) {
            LockSupport.parkNanos(NAP_NANOS);
        }
    }
}

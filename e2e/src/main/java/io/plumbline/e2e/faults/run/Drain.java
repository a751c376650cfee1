package io.plumbline.e2e.faults.run;

import io.plumbline.e2e.faults.check.Checker;
import io.plumbline.e2e.faults.check.TopicReader;
import io.plumbline.e2e.faults.check.Truth;
import io.plumbline.e2e.faults.check.Verdict;
import io.plumbline.schemas.registry.RegistryClient;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** The end of a run: no more events, and all that Kafka has goes its way into the database. */
public final class Drain {
    /** Longer than all timeouts after which something closes or is tried again. */
    public static final Duration STANDS_STILL = Duration.ofSeconds(20);

    private static final long PAUSE_MILLIS = 500;

    private Drain() {}

    /** Ends the agents in good order: they deliver what they have. */
    public static void endAgents(World world) throws InterruptedException, StuckException {
        for (String agent : world.members(Role.AGENT)) {
            world.end(agent);
        }
    }

    /** Of what Kafka has now. */
    public static Checker checker(World world) throws IOException {
        try (RegistryClient registry = world.registryClient()) {
            Truth truth = TopicReader.read(world.bootstrapServers(), registry, world.topics());
            List<String> topics = List.of(
                    world.topics().measurements().name(),
                    world.topics().windowStats().name());
            return new Checker(truth, world.acknowledged(), World.SYSTEM, topics);
        }
    }

    /** Waits until everything is as it must be, or nothing has changed for {@code still}. */
    public static Verdict await(World world, Checker checker, Duration still)
            throws SQLException, InterruptedException {
        try (Connection database = world.connect()) {
            Verdict last = checker.check(database);
            long changedAt = System.nanoTime();
            while (!last.clean() && System.nanoTime() - changedAt < still.toNanos()) {
                Thread.sleep(PAUSE_MILLIS);
                Verdict next = checker.check(database);
                changedAt = next.equals(last) ? changedAt : System.nanoTime();
                last = next;
            }
            return last;
        }
    }
}

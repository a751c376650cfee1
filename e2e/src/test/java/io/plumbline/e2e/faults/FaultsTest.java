package io.plumbline.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.e2e.faults.check.Checker;
import io.plumbline.e2e.faults.check.Verdict;
import io.plumbline.e2e.faults.fault.Kind;
import io.plumbline.e2e.faults.plan.Plan;
import io.plumbline.e2e.faults.process.Child;
import io.plumbline.e2e.faults.run.Drain;
import io.plumbline.e2e.faults.run.FaultRun;
import io.plumbline.e2e.faults.run.Result;
import io.plumbline.e2e.faults.run.Role;
import io.plumbline.e2e.faults.run.SinkProgram;
import io.plumbline.e2e.faults.run.Size;
import io.plumbline.e2e.faults.run.Waiting;
import io.plumbline.e2e.faults.run.World;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten kills and a selection of other faults, each as real processes suffer them; then the negative controls, in the same
 * world: the checker must notice what is missing, and what a broken sink loses.
 */
@TestMethodOrder(OrderAnnotation.class)
class FaultsTest {
    /** Draws five volleys in which each kind has company: a minute, not five. */
    private static final long SEED = 94;

    private static final int KILLS = 10;
    private static final List<Kind> KINDS = List.of(
            Kind.SINK_KILL,
            Kind.STREAMS_KILL,
            Kind.BROKER_KILL,
            Kind.AGENT_KILL,
            Kind.SINK_ZOMBIE,
            Kind.DATABASE_CRASH,
            Kind.COMMIT_UNANSWERED,
            Kind.COPY_ENDED,
            Kind.DISK_FULL,
            Kind.POISON,
            Kind.SCHEMA_CHANGE);
    private static final int TOGETHER = 4;

    @TempDir
    static Path directory;

    private static World world;

    @BeforeAll
    static void start() throws Exception {
        world = World.prepare(directory, Size.SMALL);
    }

    @AfterAll
    static void stop() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    @Order(1)
    void nothingIsLostOrDoubledWhateverBreaks() throws Exception {
        List<Kind> kinds = KINDS.stream().filter(world::supports).toList();
        Plan plan = Plan.draw(SEED, KILLS, kinds, TOGETHER);

        Result result = new FaultRun(world, System.out::println).run(SEED, plan);

        assertThat(result.verdict().findings()).isEmpty();
        assertThat(result.verdict().acknowledged()).isPositive();
        assertThat(result.kills()).isEqualTo(KILLS);
        assertThat(result.count()).isEqualTo(plan.steps().size());
    }

    @Test
    @Order(2)
    void aRowThatWasDeletedByHandIsMissed() throws Exception {
        Checker checker = Drain.checker(world);
        try (Connection database = world.connect()) {
            database.setAutoCommit(false);
            assertThat(deleteLatestSecond(database, "op-1")).isEqualTo(1);
            Verdict verdict = checker.check(database);

            assertThat(verdict.lost()).isPositive();
            assertThat(verdict.findings())
                    .singleElement()
                    .asString()
                    .startsWith("no row: op-1 ")
                    .endsWith(" of " + verdict.lost() + " events");
        }
    }

    @Test
    @Order(3)
    void aSinkThatStoresItsPositionFirstIsFoundOut() throws Exception {
        for (String sink : world.members(Role.SINK)) {
            world.end(sink);
        }
        world.sinkProgram(new SinkProgram(BrokenSink.class.getName(), List.of("sink")));
        String sink = Role.SINK.member(1);
        world.launch(Role.SINK, sink);
        world.launchAll(Role.AGENT);
        killBetweenPositionAndRows(world.child(sink));
        world.launch(Role.SINK, sink);
        Drain.endAgents(world);

        Verdict verdict = Drain.await(world, Drain.checker(world), Duration.ofSeconds(10));

        assertThat(verdict.lost()).isPositive();
        assertThat(verdict.findings()).anyMatch(finding -> finding.startsWith("no row: "));
    }

    /** The row of a second: at each tenth second rows of ten seconds begin at the same time. */
    private static int deleteLatestSecond(Connection database, String operation) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement("""
                DELETE FROM plumbline.window_stats_short
                WHERE operation = ? AND window_ms = 1000 AND window_start =
                    (SELECT max(window_start) FROM plumbline.window_stats_short WHERE operation = ? AND window_ms = 1000)
                """)) {
            statement.setString(1, operation);
            statement.setString(2, operation);
            return statement.executeUpdate();
        }
    }

    private static void killBetweenPositionAndRows(Child sink) throws Exception {
        long before = sink.logSize();
        Waiting.until(
                Duration.ofSeconds(60),
                "the broken sink stores",
                () -> sink.said(before).contains(BrokenSink.MARK));
        assertThat(sink.kill()).isEqualTo(Child.KILLED);
    }
}

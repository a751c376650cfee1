package io.plumbline.sink.audit;

import static io.plumbline.schemas.event.HealthStatus.CRITICAL;
import static io.plumbline.schemas.event.HealthStatus.HEALTHY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.plumbline.schemas.event.AlertStatus;
import io.plumbline.schemas.event.BaselineStatus;
import io.plumbline.schemas.event.NodeState;
import io.plumbline.schemas.event.RunPhase;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.schemas.topic.TopicAdmin;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import io.plumbline.sink.AnalysisEvents;
import io.plumbline.sink.DatabaseContract;
import io.plumbline.sink.Events;
import io.plumbline.sink.TestServer;
import io.plumbline.sink.audit.AuditReport.Verdict;
import io.plumbline.sink.audit.Finding.Kind;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A pipeline that a real sink stored, and then what is done to it behind the sink's back. */
public abstract class AuditContract extends DatabaseContract {
    private static final int WINDOWS = 10;
    private static final long CORRECTION = 10;
    private static final long UNREADABLE = 12;
    private static final long REFUSED = 13;
    private static final long RECORDS = 15;

    private AuditedPipeline pipeline;
    private TopicCatalogue topics;

    protected AuditContract(TestServer server) {
        super(server);
    }

    @BeforeAll
    void storeSomeOfEverything() throws Exception {
        pipeline = new AuditedPipeline();
        topics = pipeline.topics("a.");
        database.execute("UPDATE plumbline.retention SET keep = NULL"); // the events of these tests are old
        sendWindows();
        pipeline.send(topics.nodes(), "n1", Events.node(NodeState.UP, 5));
        pipeline.send(topics.nodes(), "n1", Events.node(NodeState.STOPPED, 9));
        pipeline.send(topics.deliveries(), "n1/b1", Events.delivery(8));
        pipeline.send(topics.runs(), "r1", Events.run(RunPhase.STARTED));
        pipeline.send(topics.resourceStats(), "n1", Events.resources(0));
        pipeline.send(topics.transportStats(), "n1", Events.transport(0, "n2", 1_000));
        Instant now = Events.START;
        pipeline.send(topics.health(), "h", Events.health(now, HEALTHY, Events.reason(HEALTHY, "fine")));
        pipeline.send(topics.health(), "h", Events.health(now.plusSeconds(9), CRITICAL, Events.reason(CRITICAL, "no")));
        pipeline.publish(new ProducerRecord<>(topics.health().name(), "h2", null));
        pipeline.send(topics.alerts(), "a", AnalysisEvents.alert(1, null, AlertStatus.SUSPECTED));
        pipeline.send(topics.alerts(), "a", AnalysisEvents.alert(2, AlertStatus.SUSPECTED, AlertStatus.CONFIRMED));
        pipeline.send(topics.alerts(), "a", AnalysisEvents.alert(1, null, AlertStatus.SUSPECTED)); // a replay
        pipeline.send(topics.baselines(), "b", AnalysisEvents.baseline(1, BaselineStatus.ACTIVE));
        pipeline.publish(deadLetter());
        pipeline.store(database, topics);
    }

    @AfterAll
    void stopServers() {
        if (pipeline != null) {
            pipeline.close();
        }
    }

    @Test
    void findsNothingWhereNothingWasDone() throws SQLException {
        AuditReport report = audit(Scope.ALL);

        assertThat(report.findings()).isEmpty();
        assertThat(report.verdict()).isEqualTo(Verdict.FINE);
        PartitionReport windows = partition(report, "a.window-stats");
        assertThat(windows.held()).isEqualTo(new Tally(RECORDS - 2, 2, 0)).isEqualTo(windows.counted());
        assertThat(windows.rows()).isEqualTo(RECORDS - 2);
        assertThat(partition(report, "a.health").held()).isEqualTo(new Tally(2, 0, 1));
        assertThat(report.agents().received()).isEqualTo(8);
        assertThat(report.agents().duplicated()).isEqualTo(2); // counted once, so that is none
    }

    @Test
    void namesTheRecordOfARowThatWasDeleted() throws SQLException {
        Finding lost = only(
                "CREATE TABLE kept AS SELECT * FROM plumbline.window_stats_short " + window(4)
                        + "; DELETE FROM plumbline.window_stats_short " + window(4),
                "INSERT INTO plumbline.window_stats_short SELECT * FROM kept; DROP TABLE kept",
                windows());

        assertThat(lost.kind()).isEqualTo(Kind.ROW_LOST);
        assertThat(lost.topic()).isEqualTo("a.window-stats");
        assertThat(lost.partition()).isZero();
        assertThat(lost.offset()).isEqualTo(4);
        assertThat(lost.table()).isEqualTo("window_stats_short");
        assertThat(lost.key()).containsEntry("operation", "ping").containsEntry("window_ms", "1000");
    }

    @Test
    void aRowThatIsTooOldToBeKeptIsNotLost() throws SQLException {
        AuditReport report = whileDone(
                "CREATE TABLE kept AS SELECT * FROM plumbline.window_stats_short " + window(4)
                        + "; DELETE FROM plumbline.window_stats_short " + window(4)
                        + "; UPDATE plumbline.retention SET keep = INTERVAL '1 day' WHERE class = '1s'",
                "INSERT INTO plumbline.window_stats_short SELECT * FROM kept; DROP TABLE kept;"
                        + " UPDATE plumbline.retention SET keep = NULL",
                windows());

        assertThat(report.verdict()).isEqualTo(Verdict.FINE);
        assertThat(partition(report, "a.window-stats").expired()).isEqualTo(1);
    }

    @Test
    void namesTheFigureThatWasChanged() throws SQLException {
        Finding altered = only(
                "UPDATE plumbline.window_stats_short SET p99_ns = p99_ns - 1 " + window(6),
                "UPDATE plumbline.window_stats_short SET p99_ns = p99_ns + 1 " + window(6),
                windows());

        assertThat(altered.kind()).isEqualTo(Kind.ROW_ALTERED);
        assertThat(altered.offset()).isEqualTo(6);
        assertThat(altered.text()).endsWith("differs from the record in p99_ns");
    }

    @Test
    void findsARowThatWentBackBehindItsCorrection() throws SQLException {
        Finding stale = only(
                "UPDATE plumbline.window_stats_short SET revision = 0 " + window(3),
                "UPDATE plumbline.window_stats_short SET revision = 1 " + window(3),
                windows());

        assertThat(stale.kind()).isEqualTo(Kind.ROW_STALE);
        assertThat(stale.offset()).isEqualTo(CORRECTION);
    }

    @Test
    void findsARowOfARevisionThatNobodySent() throws SQLException {
        Finding ahead = only(
                "UPDATE plumbline.window_stats_short SET revision = 7 " + window(3),
                "UPDATE plumbline.window_stats_short SET revision = 1 " + window(3),
                windows());

        assertThat(ahead.kind()).isEqualTo(Kind.ROW_AHEAD);
        assertThat(ahead.offset()).isEqualTo(CORRECTION);
    }

    @Test
    void aPresentThatIsNotTheLastWordIsFound() throws SQLException {
        Finding altered = only(
                "UPDATE plumbline.node_status SET state = 'UP'",
                "UPDATE plumbline.node_status SET state = 'STOPPED'",
                topic("nodes"));

        assertThat(altered.kind()).isEqualTo(Kind.ROW_ALTERED);
        assertThat(altered.offset()).isEqualTo(1);
        assertThat(altered.text()).endsWith("in state");
    }

    @Test
    void aHistoryThatLacksAChangeIsFound() throws SQLException {
        Finding lost = only(
                "CREATE TABLE kept AS SELECT * FROM plumbline.alert_history WHERE transition = 1;"
                        + " DELETE FROM plumbline.alert_history WHERE transition = 1",
                "INSERT INTO plumbline.alert_history SELECT * FROM kept; DROP TABLE kept",
                topic("alerts"));

        assertThat(lost.kind()).isEqualTo(Kind.ROW_LOST);
        assertThat(lost.table()).isEqualTo("alert_history");
        assertThat(lost.offset()).isZero(); // its replay says the same
    }

    @Test
    void namesARecordThatVanishedFromTheQuarantine() throws SQLException {
        AuditReport report = whileDone(
                "CREATE TABLE kept AS SELECT * FROM plumbline.quarantine WHERE found_offset = " + UNREADABLE + ";"
                        + " DELETE FROM plumbline.quarantine WHERE found_offset = " + UNREADABLE,
                "INSERT INTO plumbline.quarantine SELECT * FROM kept; DROP TABLE kept",
                windows());

        assertThat(report.findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.RECORD_UNACCOUNTED, Kind.QUARANTINE_DIFFERS);
        assertThat(report.findings().get(0).offset()).isEqualTo(UNREADABLE);
    }

    @Test
    void whatTheDatabaseRefusedIsLostOnceItIsNotInQuarantine() throws SQLException {
        AuditReport report = whileDone(
                "CREATE TABLE kept AS SELECT * FROM plumbline.quarantine WHERE found_offset = " + REFUSED + ";"
                        + " DELETE FROM plumbline.quarantine WHERE found_offset = " + REFUSED,
                "INSERT INTO plumbline.quarantine SELECT * FROM kept; DROP TABLE kept",
                windows());

        assertThat(report.findings())
                .filteredOn(finding -> finding.kind() == Kind.ROW_LOST)
                .extracting(Finding::offset)
                .containsExactly(REFUSED);
    }

    @Test
    void aPositionThatWasMovedForwardSkipsRecordsThatAreFound() throws Exception {
        TopicCatalogue skipped = pipeline.topics("skip.");
        pipeline.send(skipped.windowStats(), "k", Events.window(100));
        pipeline.store(database, skipped);
        pipeline.send(skipped.windowStats(), "k", Events.window(101));
        database.execute("UPDATE plumbline.sink_position SET next_offset = 2 WHERE topic = 'skip.window-stats'");

        AuditReport report = audit(skipped, windows());

        assertThat(report.findings()).extracting(Finding::kind).containsExactly(Kind.ROW_LOST, Kind.COUNTS_DIFFER);
        assertThat(report.findings().get(0).offset()).isEqualTo(1);
    }

    @Test
    void aPositionThatWasMovedBackContradictsTheCounts() throws SQLException {
        AuditReport report = whileDone(
                "UPDATE plumbline.sink_position SET next_offset = 5 WHERE topic = 'a.window-stats'",
                "UPDATE plumbline.sink_position SET next_offset = 15 WHERE topic = 'a.window-stats'",
                windows());

        assertThat(report.findings()).extracting(Finding::kind).contains(Kind.COUNTS_DIFFER);
        assertThat(partition(report, "a.window-stats").unread()).isEqualTo(10);
    }

    @Test
    void aPositionBehindTheEndIsFound() throws SQLException {
        AuditReport report = whileDone(
                "UPDATE plumbline.sink_position SET next_offset = 16 WHERE topic = 'a.window-stats'",
                "UPDATE plumbline.sink_position SET next_offset = 15 WHERE topic = 'a.window-stats'",
                windows());

        assertThat(report.findings()).extracting(Finding::kind).containsExactly(Kind.POSITION_PAST_END);
    }

    @Test
    void aPartitionThatNobodyClaimedIsFound() throws SQLException {
        AuditReport report = whileDone(
                "CREATE TABLE kept AS SELECT * FROM plumbline.sink_position WHERE topic = 'a.runs';"
                        + " DELETE FROM plumbline.sink_position WHERE topic = 'a.runs'",
                "INSERT INTO plumbline.sink_position SELECT * FROM kept; DROP TABLE kept",
                topic("runs"));

        assertThat(report.findings()).extracting(Finding::kind).containsExactly(Kind.NO_POSITION);
        assertThat(report.findings().get(0).topic()).isEqualTo("a.runs");
    }

    @Test
    void aPositionOfAPartitionThatIsNotThereIsFound() throws SQLException {
        AuditReport report = whileDone(
                "INSERT INTO plumbline.sink_position (topic, partition, topic_id, next_offset, epoch, counted_from)"
                        + " VALUES ('a.runs', 7, 'id', 3, 1, 0)",
                "DELETE FROM plumbline.sink_position WHERE partition = 7",
                topic("runs"));

        assertThat(report.findings()).extracting(Finding::kind).containsExactly(Kind.PARTITION_GONE);
    }

    @Test
    void aTopicThatWasMadeAgainIsFound() throws Exception {
        TopicCatalogue remade = pipeline.topics("again.");
        pipeline.send(remade.windowStats(), "k", Events.window(200));
        pipeline.store(database, remade);
        pipeline.admin().deleteTopics(List.of("again.window-stats")).all().get();
        await().until(() -> {
            TopicAdmin.apply(pipeline.admin(), remade, (short) 1);
            return pipeline.admin().listTopics().names().get().contains("again.window-stats");
        });

        AuditReport report = audit(remade, windows());

        assertThat(report.findings()).extracting(Finding::kind).containsExactly(Kind.TOPIC_RECREATED);
    }

    @Test
    void whatRetentionTookCannotBeToldUnlessOnlyTheRestIsAskedFor() throws Exception {
        TopicCatalogue old = pipeline.topics("old.");
        for (int i = 300; i < 305; i++) {
            pipeline.send(old.windowStats(), "k", Events.window(i));
        }
        pipeline.store(database, old);
        TopicPartition partition = new TopicPartition("old.window-stats", 0);
        pipeline.admin()
                .deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(2)))
                .all()
                .get();

        AuditReport report = audit(old, windows());
        assertThat(report.verdict()).isEqualTo(Verdict.UNTOLD);
        assertThat(report.untold())
                .containsExactly("old.window-stats-0: Kafka does not hold the offsets 0 to 1 any more");

        assertThat(audit(old, new Scope("window-stats", null, null, null, null, true, false))
                        .verdict())
                .isEqualTo(Verdict.FINE);
        assertThat(audit(old, new Scope("window-stats", 0, 2L, 4L, null, false, false)))
                .satisfies(part -> {
                    assertThat(part.verdict()).isEqualTo(Verdict.FINE);
                    assertThat(part.partitions().get(0).held()).isEqualTo(new Tally(2, 0, 0));
                });

        pipeline.admin()
                .deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(5)))
                .all()
                .get();
        database.execute("UPDATE plumbline.sink_position SET next_offset = 4 WHERE topic = 'old.window-stats'");
        assertThat(audit(old, new Scope("window-stats", null, null, null, null, true, false))
                        .findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.POSITION_OVERTAKEN);
    }

    @Test
    void aPartOfTheRecordsIsJudgedByWhatItCanKnow() throws SQLException {
        // Up to 10: the correction of window 3, which stands at 10, explains its higher revision.
        AuditReport before = audit(new Scope("a.window-stats", 0, null, CORRECTION, null, false, false));
        assertThat(before.verdict()).isEqualTo(Verdict.FINE);
        assertThat(partition(before, "a.window-stats").unjudged()).isEqualTo(1);

        // From 11: window 5 came before, and the first of two with one revision stays.
        AuditReport after = audit(new Scope("a.window-stats", 0, CORRECTION + 1, null, null, false, false));
        assertThat(after.verdict()).isEqualTo(Verdict.FINE);
        assertThat(partition(after, "a.window-stats").unjudged()).isEqualTo(1);
    }

    @Test
    void recordsAreChosenByTheirTime() throws SQLException {
        Instant future = Instant.parse("2200-01-01T00:00:00Z");
        AuditReport report = audit(new Scope("window-stats", null, null, null, future, false, false));

        assertThat(partition(report, "a.window-stats").held()).isEqualTo(Tally.NONE);
        assertThat(report.verdict()).isEqualTo(Verdict.FINE);
    }

    @Test
    void whatIsLostComesBackFromTheOffsetThatTheAuditNames() throws Exception { // docs/runbooks/audit-finding.md
        TopicCatalogue refilled = pipeline.topics("fill.");
        for (int i = 400; i < 403; i++) {
            pipeline.send(refilled.windowStats(), "k", Events.window(i));
        }
        pipeline.store(database, refilled);
        database.execute("DELETE FROM plumbline.window_stats_short " + window(401));
        long lost = audit(refilled, windows()).findings().get(0).offset();

        database.execute("UPDATE plumbline.sink_position SET next_offset = " + lost + ", counted_from = " + lost
                + ", stored_records = 0, quarantined_records = 0, empty_records = 0 WHERE topic = 'fill.window-stats'");
        pipeline.store(database, refilled);

        AuditReport report = audit(refilled, windows());
        assertThat(report.findings()).isEmpty();
        assertThat(report.partitions().get(0).rows()).isEqualTo(2);
        assertThat(database.count("plumbline.window_stats_short " + window(401)))
                .isEqualTo(1);
    }

    @Test
    void aGapThatWasAcceptedIsNamedAndNoFinding() throws SQLException {
        AuditReport report = whileDone(
                "INSERT INTO plumbline.sink_gap (topic, partition, topic_id, from_offset, upto_offset, kind)"
                        + " SELECT topic, partition, topic_id, 3, 5, 'RETENTION' FROM plumbline.sink_position"
                        + " WHERE topic = 'a.runs'",
                "DELETE FROM plumbline.sink_gap",
                topic("runs"));

        assertThat(report.verdict()).isEqualTo(Verdict.FINE);
        assertThat(report.gaps()).extracting(Gap::kind).containsExactly("RETENTION");
    }

    @Test
    void whatASinkStoresMeanwhileIsNotSeen() throws SQLException {
        try (Snapshot snapshot = new Snapshot(database.connect())) {
            database.execute("UPDATE plumbline.sink_position SET next_offset = 16 WHERE topic = 'a.window-stats'");

            assertThat(snapshot.positions()
                            .get(new TopicPartition("a.window-stats", 0))
                            .next())
                    .isEqualTo(RECORDS);
        } finally {
            database.execute("UPDATE plumbline.sink_position SET next_offset = 15 WHERE topic = 'a.window-stats'");
        }
    }

    @Test
    void aTopicThatTheSinkDoesNotStoreIsAnErrorOfWhoeverAsked() {
        assertThatThrownBy(() -> audit(topic("measurements")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("the sink stores no topic measurements");
    }

    private void sendWindows() {
        for (int i = 0; i < WINDOWS; i++) {
            pipeline.send(topics.windowStats(), "k", Events.window(i));
        }
        pipeline.send(topics.windowStats(), "k", Events.window(3, 1, 1_000, 9_000));
        WindowStats twin = Events.window(5);
        twin.setEmittedAt(twin.getEmittedAt().plusSeconds(60));
        pipeline.send(topics.windowStats(), "k", twin);
        pipeline.publish(new ProducerRecord<>(topics.windowStats().name(), "k", new byte[] {1, 2, 3}));
        WindowStats refused = Events.window(20);
        refused.setRatePerSecond(-1);
        pipeline.send(topics.windowStats(), "k", refused);
        pipeline.send(topics.windowStats(), "k", Events.window(21));
    }

    private ProducerRecord<String, byte[]> deadLetter() {
        ProducerRecord<String, byte[]> letter =
                new ProducerRecord<>(topics.deadLetters().name(), "n1", new byte[] {9});
        Map.of("topic", "measurements", "partition", "0", "offset", "41", "message", "no good")
                .forEach((key, value) ->
                        letter.headers().add("__streams.errors." + key, value.getBytes(StandardCharsets.UTF_8)));
        return letter;
    }

    private static String window(int index) {
        return "WHERE window_start = timestamptz '" + Events.START + "' + interval '" + index + " s'";
    }

    private static Scope windows() {
        return topic("window-stats");
    }

    private static Scope topic(String name) {
        return new Scope(name, null, null, null, null, false, false);
    }

    private Finding only(String change, String undo, Scope scope) throws SQLException {
        AuditReport report = whileDone(change, undo, scope);
        assertThat(report.verdict()).isEqualTo(Verdict.FINDING);
        assertThat(report.findings()).hasSize(1);
        return report.findings().get(0);
    }

    private AuditReport whileDone(String change, String undo, Scope scope) throws SQLException {
        database.execute(change);
        try {
            return audit(scope);
        } finally {
            database.execute(undo);
        }
    }

    private AuditReport audit(Scope scope) throws SQLException {
        return audit(topics, scope);
    }

    private AuditReport audit(TopicCatalogue of, Scope scope) throws SQLException {
        return Audit.run(Settings.of(pipeline.settings(database, of)), of, scope, AuditProgress.NONE);
    }

    private static PartitionReport partition(AuditReport report, String topic) {
        return report.partitions().stream()
                .filter(one -> one.topic().equals(topic))
                .findFirst()
                .orElseThrow();
    }
}

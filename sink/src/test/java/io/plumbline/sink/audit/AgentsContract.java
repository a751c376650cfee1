package io.plumbline.sink.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.sink.DatabaseContract;
import io.plumbline.sink.TestServer;
import io.plumbline.sink.audit.Finding.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts of agents that stopped half an hour ago, and the windows of their nodes. */
public abstract class AgentsContract extends DatabaseContract {
    private AgentsReport report;

    protected AgentsContract(TestServer server) {
        super(server);
    }

    @BeforeEach
    void forgetEverything() {
        database.execute("TRUNCATE plumbline.delivery, plumbline.node_status, plumbline.window_stats_medium");
    }

    @Test
    void findsNothingWhereAllThatWasRecordedCameAndIsInWindows() throws SQLException {
        agent("STOPPED", 98, 10);
        account(88, 0, 10, 5, 1);
        windows(82);

        assertThat(find(true, false)).isEmpty();
        assertThat(report.received()).isEqualTo(88);
        assertThat(report.nodesCompared()).isEqualTo(1);
    }

    @Test
    void sequenceNumbersThatNeverCameAreFoundWithTheirAgent() throws SQLException {
        account(88, 2, 0, 0, 0);

        assertThat(find(false, false)).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.SEQUENCE_GAP);
            assertThat(finding.key())
                    .containsEntry("system", "net")
                    .containsEntry("run", "r1")
                    .containsEntry("node", "n1")
                    .containsEntry("boot", "b1");
            assertThat(finding.text()).startsWith("2 of 90 sequence numbers");
        });
    }

    @Test
    void declaredLossesAreFindingsOnlyForTheStrict() throws SQLException {
        account(88, 0, 10, 0, 0);

        assertThat(find(false, false)).isEmpty();
        assertThat(find(false, true)).extracting(Finding::kind).containsExactly(Kind.DECLARED_LOSS);
    }

    @Test
    void whatAStoppedAgentRecordedAndDidNotDropMustHaveCome() throws SQLException {
        agent("STOPPED", 100, 10);
        account(89, 0, 10, 0, 0);
        windows(89);

        assertThat(find(true, false)).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.NEVER_ARRIVED);
            assertThat(finding.text()).contains("100 measurements recorded and 10 dropped, and 89 came");
        });
    }

    @Test
    void ofAnAgentThatRunsTheRestMayStillCome() throws SQLException {
        agent("UP", 100, 10);
        account(80, 0, 10, 0, 0);

        assertThat(find(true, false)).isEmpty();
        assertThat(report.nodesNotCompared()).isEqualTo(1);
    }

    @Test
    void eventsThatCameAndAreInNoWindowAreFound() throws SQLException {
        agent("STOPPED", 90, 0);
        account(90, 0, 0, 5, 1);
        windows(83); // 90 - 5 late - 1 refused would be 84

        assertThat(find(true, false)).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.EVENTS_LOST);
            assertThat(finding.key()).containsEntry("node", "n1");
        });
    }

    @Test
    void moreEventsInWindowsThanCameAreFound() throws SQLException {
        agent("STOPPED", 90, 0);
        account(90, 0, 0, 5, 0);
        windows(86);

        assertThat(find(true, false)).extracting(Finding::kind).containsExactly(Kind.EVENTS_DOUBLED);
    }

    @Test
    void nothingIsComparedBeforeTheSinkHasReadItAll() throws SQLException {
        agent("STOPPED", 100, 0);
        account(90, 0, 0, 0, 0);

        assertThat(find(false, false)).isEmpty();
        assertThat(report.nodesNotCompared()).isEqualTo(1);
    }

    @Test
    void windowsThatTakeTooLongToAddUpAreNotCompared() throws SQLException {
        account(88, 2, 0, 0, 0);
        try (Connection other = database.connect();
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("LOCK TABLE plumbline.window_stats_medium");

            assertThat(find(true, false)).extracting(Finding::kind).containsExactly(Kind.SEQUENCE_GAP);
        }
        assertThat(report.nodesCompared()).isNull();
        assertThat(report.missing()).isEqualTo(2);
    }

    private List<Finding> find(boolean settled, boolean strict) throws SQLException {
        Findings findings = new Findings();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = '3s'");
            connection.setAutoCommit(false);
            report = new AgentsCheck(connection, findings).run(strict, settled);
        }
        return findings.first();
    }

    private void agent(String state, long recorded, long dropped) {
        database.execute("INSERT INTO plumbline.node_status (system, run, node, boot, state, heartbeat_at, started_at,"
                + " heartbeat_interval_ms, release, origin, region, profile, agent_version, recorded, sent, dropped)"
                + " VALUES ('net', 'r1', 'n1', 'b1', '" + state + "', now() - interval '30 min',"
                + " now() - interval '1 h', 1000, '', 'REAL', '', '', '', " + recorded + ", " + (recorded - dropped)
                + ", " + dropped + ")");
    }

    private void account(long received, long missing, long dropped, long late, long quarantined) {
        account("b1", received, missing, dropped, late, quarantined);
    }

    private void account(String boot, long received, long missing, long dropped, long late, long quarantined) {
        database.execute("INSERT INTO plumbline.delivery (system, run, node, boot, origin, received, duplicated,"
                + " dropped, missing, next, late, quarantined, updated_at) VALUES ('net', 'r1', 'n1', '" + boot
                + "', 'REAL', " + received + ", 0, " + dropped + ", " + missing + ", " + (received + missing + dropped)
                + ", " + late + ", " + quarantined + ", now() - interval '30 min')");
    }

    /** All in one window of a minute. */
    private void windows(long events) {
        database.execute("INSERT INTO plumbline.window_stats_medium (system, run, operation, node, release, origin,"
                + " window_start, window_ms, revision, closed_by, event_count, ok_count, error_count, timeout_count,"
                + " bytes, node_count, rate_per_second, mean_ns, min_ns, p50_ns, p90_ns, p95_ns, p99_ns, p999_ns, max_ns,"
                + " sketch_lo, sketch_counts, late_count, max_lateness_us, emitted_at) VALUES ('net', 'r1', 'ping', 'n1',"
                + " '', 'REAL', date_trunc('minute', now() - interval '45 min'), 60000, 0, 'IDLE', " + events + ", "
                + events + ", 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 65472, plumbline.pack_counts(ARRAY[" + events
                + "]::bigint[]), 0, 0, now())");
    }
}

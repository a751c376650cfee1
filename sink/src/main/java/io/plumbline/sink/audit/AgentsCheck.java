package io.plumbline.sink.audit;

import io.plumbline.sink.audit.Finding.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came of the measurements of each life of each agent, by its sequence numbers: the part of the way that lies before
 * the sink's topics.
 *
 * <p>Gaps are findings at any time. Whether all that an agent recorded came, and whether a node's windows hold what came,
 * can be told only of agents that stopped, long enough ago for everything of theirs to be computed and stored.
 */
final class AgentsCheck {
    /** Later than the end of a life its windows have closed, and its accounts are published. */
    private static final String SETTLED = "n.state = 'STOPPED' AND n.heartbeat_at < now() - interval '5 minutes'";
    /** Lives that began before may have windows that are too old to be kept. */
    private static final String REMEMBERED = "interval '1 day'";

    private static final String TOTALS = """
            SELECT count(*), coalesce(sum(received), 0), coalesce(sum(duplicated), 0), coalesce(sum(missing), 0),
                coalesce(sum(dropped), 0), coalesce(sum(late), 0), coalesce(sum(quarantined), 0)
            FROM plumbline.delivery
            """;

    private static final String GAPS =
            "SELECT system, run, node, boot, missing, next FROM plumbline.delivery WHERE missing > 0 ORDER BY 1, 2, 3, 4";

    private static final String DROPPED =
            "SELECT system, run, node, boot, dropped, next FROM plumbline.delivery WHERE dropped > 0 ORDER BY 1, 2, 3, 4";

    /** Accounts only grow: of a life with several runs the greatest is the last. */
    private static final String NEVER_ARRIVED = """
            SELECT n.system, n.run, n.node, n.boot, n.recorded, n.dropped, coalesce(d.came, 0)
            FROM plumbline.node_status AS n
            LEFT JOIN (SELECT system, node, boot, max(received + missing) AS came, max(dropped) AS dropped
                FROM plumbline.delivery GROUP BY system, node, boot) AS d USING (system, node, boot)
            WHERE %s AND n.recorded - greatest(n.dropped, coalesce(d.dropped, 0)) > coalesce(d.came, 0)
            ORDER BY 1, 2, 3, 4
            """.formatted(SETTLED);

    /**
     * Each level of windows holds all events of a node, so none may hold more than came, and one at least must hold all.
     * Events that were beyond the horizon are late in the account, and in no window. What was refused with its whole batch
     * was never received: so with refusals only the upper bound is exact.
     */
    private static final String WINDOWS = """
            WITH lives AS (
                SELECT system, run, node, sum(d.received - d.late) AS most,
                    sum(d.received - d.late - least(d.quarantined, d.received)) AS least, min(n.started_at) AS since,
                    bool_and(%s AND n.started_at > now() - %s AND d.origin = 'REAL' AND d.runs = 1) AS settled
                FROM (SELECT *, count(*) OVER (PARTITION BY system, node, boot) AS runs FROM plumbline.delivery) AS d
                LEFT JOIN plumbline.node_status AS n USING (system, run, node, boot)
                GROUP BY system, run, node),
            levels AS (
                SELECT w.system, w.run, w.node, w.window_ms, sum(w.event_count) AS events
                FROM plumbline.window_stats AS w
                JOIN lives AS l USING (system, run, node)
                WHERE l.settled AND w.node <> '' AND w.window_start > now() - 2 * %s
                GROUP BY 1, 2, 3, 4)
            SELECT l.system, l.run, l.node, l.settled, l.most, l.least, coalesce(max(v.events), 0)
            FROM lives AS l LEFT JOIN levels AS v USING (system, run, node)
            GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3
            """.formatted(SETTLED, REMEMBERED, REMEMBERED);

    /** What serves to find single rows does not serve to add up many. */
    private static final String MANY_ROWS = "SET LOCAL enable_hashjoin = on; SET LOCAL enable_mergejoin = on";

    /** A statement's time was up. */
    private static final String TOO_LONG = "57014";

    private final Connection connection;
    private final Findings findings;

    AgentsCheck(Connection connection, Findings findings) {
        this.connection = connection;
        this.findings = findings;
    }

    /**
     * Looks at all lives.
     *
     * @param strict whether declared losses are findings
     * @param settled whether the sink has read the topics of accounts and windows to their end
     */
    AgentsReport run(boolean strict, boolean settled) throws SQLException {
        lives(GAPS, Kind.SEQUENCE_GAP, "%d of %d sequence numbers neither came nor were declared as dropped");
        if (strict) {
            lives(DROPPED, Kind.DECLARED_LOSS, "the agent dropped %d of %d measurements, and declared it");
        }
        if (settled) {
            neverArrived();
        }
        AgentsReport totals = totals();
        Savepoint before = connection.setSavepoint();
        try {
            return windows(settled, totals);
        } catch (SQLException e) {
            if (!TOO_LONG.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
            return totals;
        }
    }

    /** With how many nodes were compared. */
    private AgentsReport windows(boolean settled, AgentsReport totals) throws SQLException {
        long compared = 0;
        long notCompared = 0;
        try (Statement statement = connection.createStatement()) {
            statement.execute(MANY_ROWS);
            try (ResultSet node = statement.executeQuery(WINDOWS)) {
                while (node.next()) {
                    if (settled && node.getBoolean(4)) {
                        compared++;
                        compare(node);
                    } else {
                        notCompared++;
                    }
                }
            }
        }
        return totals.withNodes(compared, notCompared);
    }

    private void lives(String sql, Kind kind, String text) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet life = statement.executeQuery(sql)) {
            while (life.next()) {
                findings.add(Finding.ofAgent(kind, life(life), text.formatted(life.getLong(5), life.getLong(6))));
            }
        }
    }

    private void neverArrived() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet life = statement.executeQuery(NEVER_ARRIVED)) {
            while (life.next()) {
                findings.add(Finding.ofAgent(
                        Kind.NEVER_ARRIVED,
                        life(life),
                        "the agent stopped with %d measurements recorded and %d dropped, and %d came"
                                .formatted(life.getLong(5), life.getLong(6), life.getLong(7))));
            }
        }
    }

    private void compare(ResultSet node) throws SQLException {
        long most = node.getLong(5);
        long least = node.getLong(6);
        long stored = node.getLong(7);
        Map<String, String> key = new LinkedHashMap<>();
        key.put("system", node.getString(1));
        key.put("run", node.getString(2));
        key.put("node", node.getString(3));
        if (stored > most) {
            findings.add(Finding.ofAgent(
                    Kind.EVENTS_DOUBLED,
                    key,
                    "%d events came in time, and its windows hold %d".formatted(most, stored)));
        } else if (stored < least) {
            findings.add(Finding.ofAgent(
                    Kind.EVENTS_LOST,
                    key,
                    "%d events came in time and were not refused, and its windows hold %d".formatted(least, stored)));
        }
    }

    private AgentsReport totals() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet sums = statement.executeQuery(TOTALS)) {
            sums.next();
            return new AgentsReport(
                    sums.getLong(1),
                    sums.getLong(2),
                    sums.getLong(3),
                    sums.getLong(4),
                    sums.getLong(5),
                    sums.getLong(6),
                    sums.getLong(7),
                    null,
                    null);
        }
    }

    private static Map<String, String> life(ResultSet row) throws SQLException {
        Map<String, String> life = new LinkedHashMap<>();
        life.put("system", row.getString(1));
        life.put("run", row.getString(2));
        life.put("node", row.getString(3));
        life.put("boot", row.getString(4));
        return life;
    }
}

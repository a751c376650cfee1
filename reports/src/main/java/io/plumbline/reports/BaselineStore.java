package io.plumbline.reports;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Baselines as they are stored. Uses one connection, so one thread at a time. */
public record BaselineStore(Connection connection) {
    private static final String ORDER = " ORDER BY system, run, operation, node, version, created_at";
    private static final String PRESENT = "SELECT * FROM grafana.baselines" + Selection.WHERE_SERIES + ORDER;
    private static final String HISTORY = "SELECT * FROM grafana.baseline_history" + Selection.WHERE_SERIES + ORDER;

    /** The last version of each series. */
    public List<BaselineReport> present(Selection selection) throws SQLException {
        return Query.list(connection, PRESENT, BaselineStore::baseline, selection.ofSeries());
    }

    /** Every version of each series, oldest first. */
    public List<BaselineReport> history(Selection selection) throws SQLException {
        return Query.list(connection, HISTORY, BaselineStore::baseline, selection.ofSeries());
    }

    private static BaselineReport baseline(ResultSet row) throws SQLException {
        return new BaselineReport(
                row.getString("system"),
                row.getString("run"),
                row.getString("operation"),
                row.getString("node"),
                row.getInt("version"),
                row.getString("status"),
                Json.stored(row.getString("metrics"), BaselineReport.Level.class),
                Json.stored(row.getString("proposed"), BaselineReport.Level.class),
                row.getString("source"),
                row.getString("source_name"),
                Query.time(row, "from_at"),
                Query.time(row, "to_at"),
                row.getString("author"),
                row.getString("reason"),
                Query.time(row, "created_at"));
    }
}

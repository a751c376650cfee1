package io.plumbline.reports;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Scaling, scores and trends as they are stored. Uses one connection, so one thread at a time. */
public record AnalysisStore(Connection connection) {
    private static final String SCALING =
            "SELECT * FROM grafana.scaling" + Selection.WHERE_SYSTEM + " ORDER BY system, run, operation";
    private static final String SCORES =
            "SELECT * FROM grafana.scores" + Selection.WHERE_SYSTEM + " ORDER BY system, run, window_start";
    private static final String TRENDS =
            "SELECT * FROM grafana.trends" + Selection.WHERE_SERIES + " ORDER BY system, run, operation, node, metric";

    /** The last report of each operation of these systems and runs. */
    public List<ScalingFigures> scaling(Selection selection) throws SQLException {
        return Query.list(connection, SCALING, AnalysisStore::scaling, selection.ofSystem());
    }

    /** The score of each window of these systems and runs, oldest first. */
    public List<ScoreFigures> scores(Selection selection) throws SQLException {
        return Query.list(connection, SCORES, AnalysisStore::score, selection.ofSystem());
    }

    /** The last look at each metric of these series. */
    public List<TrendFigures> trends(Selection selection) throws SQLException {
        return Query.list(connection, TRENDS, AnalysisStore::trend, selection.ofSeries());
    }

    private static ScalingFigures scaling(ResultSet row) throws SQLException {
        return new ScalingFigures(
                row.getString("system"),
                row.getString("run"),
                row.getString("operation"),
                row.getString("origin"),
                Query.time(row, "at"),
                Query.time(row, "from_at"),
                row.getBoolean("is_final"),
                Json.stored(row.getString("points"), ScalingFigures.Point.class),
                row.getString("scaling_class"),
                Query.integer(row, "saturation_nodes"),
                Query.integer(row, "latency_degradation_nodes"),
                Query.integer(row, "recommended_max_nodes"),
                Json.stored(row.getString("bottlenecks"), ScalingFigures.Advice.class),
                Json.stored(row.getString("recommendations"), ScalingFigures.Advice.class),
                row.getString("model"),
                Json.stored(row.getString("estimates"), ScalingFigures.Estimate.class),
                Query.number(row, "residual_standard_error"),
                row.getString("inconclusive"),
                Json.stored(row.getString("warnings"), String.class));
    }

    private static ScoreFigures score(ResultSet row) throws SQLException {
        return new ScoreFigures(
                row.getString("system"),
                row.getString("run"),
                row.getString("origin"),
                Query.time(row, "window_start"),
                row.getLong("window_ms"),
                Json.stored(row.getString("operations"), String.class),
                row.getDouble("points"),
                row.getString("grade"),
                Json.stored(row.getString("parts"), ScoreFigures.Part.class),
                row.getString("next_grade"),
                row.getString("next_step"));
    }

    private static TrendFigures trend(ResultSet row) throws SQLException {
        return new TrendFigures(
                row.getString("system"),
                row.getString("run"),
                row.getString("operation"),
                row.getString("node"),
                row.getString("metric"),
                row.getString("unit"),
                row.getString("origin"),
                Query.time(row, "from_at"),
                Query.time(row, "to_at"),
                row.getLong("window_ms"),
                row.getInt("windows"),
                row.getString("verdict"),
                row.getString("reason"),
                Query.number(row, "slope_per_hour"),
                Query.number(row, "slope_low"),
                Query.number(row, "slope_high"),
                Query.number(row, "p_value"),
                Query.number(row, "pearson"),
                Query.number(row, "spearman"),
                Query.time(row, "projected_at"),
                Query.number(row, "projected"),
                Query.number(row, "projected_low"),
                Query.number(row, "projected_high"));
    }
}

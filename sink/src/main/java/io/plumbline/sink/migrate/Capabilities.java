package io.plumbline.sink.migrate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What a database can do beyond PostgreSQL, and what of that is in use.
 *
 * @param postgres version of the server
 * @param timescale version of the extension; null: it is not in this database
 * @param hypertables of Plumbline's tables
 * @param columnstores hypertables whose old chunks go to the columnstore
 * @param policies jobs of TimescaleDB on Plumbline's tables
 * @param continuousAggregates of Plumbline's tables
 */
public record Capabilities(
        Level level,
        String postgres,
        String timescale,
        int hypertables,
        int columnstores,
        int policies,
        int continuousAggregates) {

    private static final String EXTENSION = "SELECT extversion FROM pg_extension WHERE extname = 'timescaledb'";
    private static final String IN_USE = """
            SELECT count(*), count(*) FILTER (WHERE compression_enabled),
                (SELECT count(*) FROM timescaledb_information.jobs WHERE hypertable_schema = 'plumbline'),
                (SELECT count(*) FROM timescaledb_information.continuous_aggregates WHERE view_schema = 'grafana')
            FROM timescaledb_information.hypertables WHERE hypertable_schema = 'plumbline'
            """;

    /** Looks at the database of this connection; every role may. */
    public static Capabilities of(Connection connection) throws SQLException {
        Level level = Level.of(connection);
        String postgres = connection.getMetaData().getDatabaseProductVersion();
        if (level == Level.PLAIN) {
            return new Capabilities(level, postgres, null, 0, 0, 0, 0);
        }
        try (Statement statement = connection.createStatement()) {
            String timescale;
            try (ResultSet row = statement.executeQuery(EXTENSION)) {
                row.next();
                timescale = row.getString(1);
            }
            try (ResultSet row = statement.executeQuery(IN_USE)) {
                row.next();
                return new Capabilities(
                        level, postgres, timescale, row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4));
            }
        }
    }

    /** In a line, for people. */
    public String text() {
        return timescale == null
                ? level.title() + " " + postgres
                : level.title() + " " + timescale + " on PostgreSQL " + postgres + ": " + hypertables + " hypertables, "
                        + columnstores + " of them with columnstore, " + policies + " policies, " + continuousAggregates
                        + " continuous aggregates";
    }

    /**
     * Takes what the level offers into use, once more each time.
     *
     * @param connection in autocommit mode, of the tables' owner
     * @param rules of the tables
     */
    static List<FeatureOutcome> apply(Connection connection, Level level, List<RetentionRule> rules)
            throws SQLException {
        List<FeatureOutcome> result = new ArrayList<>();
        for (Feature feature : features(level, rules)) {
            result.add(apply(connection, feature));
        }
        return result;
    }

    private static List<Feature> features(Level level, List<RetentionRule> rules) {
        List<RetentionRule> chunked =
                rules.stream().filter(rule -> rule.chunk() != null).toList();
        List<Feature> result = new ArrayList<>();
        if (level != Level.PLAIN) {
            chunked.forEach(rule -> result.add(new Feature(
                    "chunks of " + rule.chunk() + " in " + rule.table(),
                    "SELECT set_chunk_time_interval('plumbline." + rule.table() + "', INTERVAL '"
                            + rule.chunk().replace("d", " days").replace("h", " hours") + "')")));
        }
        if (level == Level.TIMESCALE_COMMUNITY) {
            result.addAll(CommunityFeatures.of(chunked));
        }
        return result;
    }

    /** A refusal is reported, not thrown: no level may fail because of what another can do. */
    private static FeatureOutcome apply(Connection connection, Feature feature) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : feature.statements()) {
                statement.execute(sql);
            }
            return new FeatureOutcome(feature.name(), true, null, null);
        } catch (SQLException e) {
            if (!connection.isValid(5)) {
                throw e;
            }
            return new FeatureOutcome(
                    feature.name(),
                    false,
                    e.getSQLState(),
                    e.getMessage().lines().findFirst().orElse(""));
        }
    }
}

package io.plumbline.sink.migrate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What the database can do beyond plain PostgreSQL. */
public enum Level {
    /** PostgreSQL without the extension. */
    PLAIN("plain PostgreSQL"),
    /** TimescaleDB under the Apache licence: hypertables and {@code drop_chunks}. */
    TIMESCALE_APACHE("TimescaleDB, Apache edition"),
    /** TimescaleDB community edition: also columnstore, policies and continuous aggregates. */
    TIMESCALE_COMMUNITY("TimescaleDB, community edition");

    private static final String QUERY =
            "SELECT current_setting('timescaledb.license', true) FROM pg_extension WHERE extname = 'timescaledb'";

    private final String title;

    Level(String title) {
        this.title = title;
    }

    /** Looks at the database of this connection. */
    public static Level of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(QUERY)) {
            if (!rows.next()) {
                return PLAIN;
            }
            return "timescale".equals(rows.getString(1)) ? TIMESCALE_COMMUNITY : TIMESCALE_APACHE;
        }
    }

    /** For people. */
    public String title() {
        return title;
    }
}

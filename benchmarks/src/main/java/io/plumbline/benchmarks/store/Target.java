package io.plumbline.benchmarks.store;

import io.plumbline.benchmarks.run.DatabaseProcess;
import io.plumbline.local.LocalPostgres;
import io.plumbline.sink.migrate.Migrations;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The database that the contenders write to: one of its own, on a server of ours or on one whose URL was given. */
final class Target implements AutoCloseable {
    private static final Pattern URL = Pattern.compile("(jdbc:postgresql://[^/]+/)([^?]*)(\\?.*)");
    private static final int LOOK_MILLIS = 100;
    private static final int LOOKS = 50;
    private static final String TITLE = """
            SELECT 'PostgreSQL ' || current_setting('server_version')
                || coalesce((SELECT ', TimescaleDB ' || extversion FROM pg_extension WHERE extname = 'timescaledb'), '')
                || ', fsync ' || current_setting('fsync') || ', synchronous_commit ' || current_setting('synchronous_commit')
            """;

    private final String serverUrl;
    private final String name;
    private final Optional<LocalPostgres> server;

    /**
     * What the table holds.
     *
     * @param bytes of table, TOAST and indexes
     */
    record Contents(long rows, long events, long bytes) {}

    private Target(String serverUrl, Optional<LocalPostgres> server) {
        this.serverUrl = serverUrl;
        this.server = server;
        this.name = "plumbline_bench_" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** @param database {@code plain}, or a JDBC URL of somebody who may create databases */
    static Target open(String database, Path directory) throws SQLException {
        Target target;
        if (database.equals("plain")) {
            LocalPostgres server = LocalPostgres.start(directory.resolve("postgres"));
            target = new Target(server.jdbcUrl() + "&", Optional.of(server));
        } else {
            target = new Target(database + (database.contains("?") ? "&" : "?"), Optional.empty());
        }
        target.execute(target.serverUrl, "CREATE DATABASE " + target.name);
        Migrations.run(target.jdbcUrl());
        return target;
    }

    String jdbcUrl() {
        Matcher url = URL.matcher(serverUrl);
        if (!url.matches()) {
            throw new IllegalArgumentException("not a JDBC URL of PostgreSQL with host and database");
        }
        return url.group(1) + name + url.group(3).replaceFirst("[&?]$", "");
    }

    String title() throws SQLException {
        return query(TITLE, rows -> rows.getString(1));
    }

    /** As after the migration: no rows, no positions, nothing left to write back. */
    void empty() throws SQLException {
        execute(jdbcUrl(), "TRUNCATE plumbline." + FlatRow.TABLE.name() + ", plumbline.sink_position; CHECKPOINT");
    }

    Contents contents() throws SQLException {
        return query("""
                SELECT count(*), coalesce(sum(event_count), 0), (SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class AS c
                    JOIN pg_namespace AS n ON n.oid = relnamespace
                    WHERE nspname IN ('plumbline', '_timescaledb_internal') AND relkind = 'r'
                        AND (relname LIKE 'window_stats%' OR relname LIKE '_hyper%'))
                FROM plumbline.window_stats
                """, rows -> new Contents(rows.getLong(1), rows.getLong(2), rows.getLong(3)));
    }

    /** Lets nobody in any more and throws everybody out, as if the server were away. */
    void shut() throws SQLException {
        execute(serverUrl, "ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
        execute(serverUrl, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
    }

    void open() throws SQLException {
        execute(serverUrl, "ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
    }

    /** Of the whole server since it started, once nobody else is connected; nothing if it is not of this machine. */
    OptionalDouble cpuSeconds() throws SQLException, InterruptedException {
        awaitNobody(); // the time of a process that is about to end is in no account
        try (Connection connection = DriverManager.getConnection(jdbcUrl())) {
            return DatabaseProcess.cpuSeconds(connection);
        }
    }

    private void awaitNobody() throws SQLException, InterruptedException {
        boolean somebody = true;
        for (int look = 0; somebody && look < LOOKS; look++) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            somebody = query(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
                    rows -> rows.getInt(1) > 0);
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS); // its parent has to take note of the end
    }

    @Override
    public void close() throws SQLException {
        execute(serverUrl, "DROP DATABASE " + name + " WITH (FORCE)");
        server.ifPresent(LocalPostgres::close);
    }

    private interface Reading<T> {
        T of(ResultSet rows) throws SQLException;
    }

    private <T> T query(String sql, Reading<T> reading) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return reading.of(rows);
        }
    }

    private void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

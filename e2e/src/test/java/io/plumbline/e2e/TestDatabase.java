package io.plumbline.e2e;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.plumbline.local.LocalPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/** A database for one test, empty at first. */
record TestDatabase(String url, Runnable closing) implements AutoCloseable {
    private static final String TIMESCALE_URL = "plumbline.test.timescale.url";

    /** In a PostgreSQL server of its own. */
    static TestDatabase plain() {
        LocalPostgres server = LocalPostgres.start();
        return new TestDatabase(server.jdbcUrl(), server::close);
    }

    /** A new one in the TimescaleDB server that the build names; without it, the test says that it was skipped. */
    static TestDatabase timescale() throws SQLException {
        String server = System.getProperty(TIMESCALE_URL, "");
        assumeFalse(server.isBlank(), "skipped: no TimescaleDB is named with -D" + TIMESCALE_URL);
        String name = "e2e_" + UUID.randomUUID().toString().replace("-", "");
        execute(server, "CREATE DATABASE " + name);
        String url = server.replaceFirst("(//[^/]+/)[^?]*", "$1" + name);
        return new TestDatabase(url, () -> drop(server, name));
    }

    @Override
    public void close() {
        closing.run();
    }

    private static void drop(String server, String name) {
        try {
            execute(server, "DROP DATABASE " + name + " WITH (FORCE)");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot drop " + name, e);
        }
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

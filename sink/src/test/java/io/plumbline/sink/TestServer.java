package io.plumbline.sink;

import io.plumbline.local.LocalPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/** The database servers that every contract is held against. */
public enum TestServer {
    /** Plain PostgreSQL, started on first use and ended with the JVM. */
    PLAIN,
    /** Named by the system property {@value TIMESCALE_URL}: JDBC URL of a superuser. */
    TIMESCALE;

    private static final String TIMESCALE_URL = "plumbline.test.timescale.url";
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Skips the test where there is no such server. */
    public void assume() {
        Assumptions.assumeTrue(
                this == PLAIN || !System.getProperty(TIMESCALE_URL, "").isBlank(),
                "no TimescaleDB: name one with -D" + TIMESCALE_URL + "=JDBC_URL");
    }

    /** A new, empty database. */
    public TestDatabase create() {
        String name = "plumbline_test_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
        execute(url(), "CREATE DATABASE " + name);
        return new TestDatabase(this, name, inDatabase(name));
    }

    void drop(String name) {
        execute(url(), "DROP DATABASE " + name + " WITH (FORCE)");
    }

    void shut(String name) {
        execute(url(), "ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
        execute(url(), "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
    }

    void open(String name) {
        execute(url(), "ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
    }

    private String url() {
        return this == PLAIN ? Plain.URL : System.getProperty(TIMESCALE_URL);
    }

    private String inDatabase(String name) {
        return url().replaceFirst("(jdbc:postgresql://[^/]+/)[^?]*", "$1" + name);
    }

    static void execute(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static final class Plain {
        static final String URL = LocalPostgres.start().jdbcUrl();
    }
}

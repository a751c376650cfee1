package io.plumbline.sink;

import io.plumbline.local.LocalPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** The database servers that every contract is held against. */
public enum TestServer {
    /** Plain PostgreSQL, started on first use and ended with the JVM. */
    PLAIN,
    /** Named by the system property {@value TIMESCALE_URL}: JDBC URL of a superuser. */
    TIMESCALE,
    /** The image that the system property {@value TIMESCALE_IMAGE} names, where a container engine answers. */
    CONTAINER;

    private static final String TIMESCALE_URL = "plumbline.test.timescale.url";
    private static final String TIMESCALE_IMAGE = "plumbline.test.timescale.image";
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Skips the test where there is no such server. */
    public void assume() {
        switch (this) {
            case PLAIN -> {}
            case TIMESCALE ->
                Assumptions.assumeFalse(
                        System.getProperty(TIMESCALE_URL, "").isBlank(),
                        "no TimescaleDB: name one with -D" + TIMESCALE_URL + "=JDBC_URL");
            case CONTAINER ->
                Assumptions.assumeTrue(
                        DockerClientFactory.instance().isDockerAvailable(),
                        "no container engine answers, so no server can be started from " + Container.IMAGE);
        }
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
        return switch (this) {
            case PLAIN -> Plain.URL;
            case TIMESCALE -> System.getProperty(TIMESCALE_URL);
            case CONTAINER -> Container.url();
        };
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

    /** One container for all tests of this JVM; Testcontainers removes it. */
    private static final class Container {
        static final String IMAGE = System.getProperty(TIMESCALE_IMAGE, "timescale/timescaledb:2.24.0-pg17");
        private static PostgreSQLContainer server;

        static synchronized String url() {
            if (server == null) {
                server = new PostgreSQLContainer(DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("postgres"))
                        .withDatabaseName("postgres")
                        .withUsername("postgres");
                server.start();
                Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
            }
            return server.getJdbcUrl() + "&user=" + server.getUsername() + "&password=" + server.getPassword();
        }
    }
}

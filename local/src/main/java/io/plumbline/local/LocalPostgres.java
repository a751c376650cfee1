package io.plumbline.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A real PostgreSQL server as a child process, on the loopback interface only, for this machine's operating system and
 * processor. It has no TimescaleDB: for that, point Plumbline at a server with {@code --jdbc-url}.
 *
 * <p>Whoever can reach the loopback interface may log in: it is for trying things out and for tests, and its data go
 * with the directory.
 */
public final class LocalPostgres implements LocalDatabase {
    private final EmbeddedPostgres server;

    private LocalPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts a server whose data vanish with {@link #close} or with this process. */
    public static LocalPostgres start() {
        return start(EmbeddedPostgres.builder());
    }

    /** Starts a server whose data live in {@code directory}; it ends with {@link #close} only, not with this process. */
    public static LocalPostgres start(Path directory) {
        return start(EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)); // local mode still writes while it shuts down
    }

    private static LocalPostgres start(EmbeddedPostgres.Builder builder) {
        try {
            return new LocalPostgres(builder.setPort(Ports.reserve())
                    .setPGStartupWait(Duration.ofSeconds(30))
                    .setOutputRedirector(Redirect.DISCARD)
                    .setErrorRedirector(Redirect.DISCARD)
                    .setServerConfig("max_connections", "100")
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start PostgreSQL", e);
        }
    }

    /** JDBC URL with the superuser's name. */
    public String jdbcUrl() {
        return jdbcUrl("postgres");
    }

    @Override
    public String jdbcUrl(String user) {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres?user=" + user;
    }

    @Override
    public String title() {
        return "embedded PostgreSQL";
    }

    public int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot stop PostgreSQL", e);
        }
    }
}

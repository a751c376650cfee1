package io.plumbline.cli.local;

import io.plumbline.local.Directories;
import io.plumbline.local.LocalBroker;
import io.plumbline.local.LocalDatabase;
import io.plumbline.local.LocalRegistry;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * The servers of local mode. Their data live in a temporary directory and go with them.
 *
 * @param ownerUrl the database, as who makes tables
 * @param writerUrl the same, as who may only add rows
 * @param readerUrl the same, as who may only read views; all three are the URL that was given, if one was
 */
record Servers(
        String bootstrapServers,
        String registryUrl,
        String ownerUrl,
        String writerUrl,
        String readerUrl,
        Path directory) {

    /** Starts what is needed, side by side, because each takes a second or two. */
    static Servers start(Opened opened, String givenJdbcUrl) {
        Path directory = Directories.temporary("plumbline-local-");
        opened.add("temporary directory", () -> Directories.delete(directory));
        CompletableFuture<LocalDatabase> postgres = givenJdbcUrl != null
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.supplyAsync(() -> LocalDatabase.start(directory.resolve("postgres")));
        try {
            LocalBroker broker = opened.add("broker", LocalBroker.start(directory.resolve("kafka")));
            LocalRegistry registry = opened.add("registry", LocalRegistry.start());
            UnaryOperator<String> urlOf = user ->
                    givenJdbcUrl != null ? givenJdbcUrl : postgres.join().jdbcUrl(user);
            return new Servers(
                    broker.bootstrapServers(),
                    registry.url(),
                    urlOf.apply("postgres"),
                    urlOf.apply("plumbline_writer"),
                    urlOf.apply("plumbline_grafana"),
                    directory);
        } finally {
            closeWhenStarted(opened, postgres);
        }
    }

    /** Also when the broker failed while PostgreSQL was still on its way. */
    private static void closeWhenStarted(Opened opened, CompletableFuture<LocalDatabase> postgres) {
        LocalDatabase started = postgres.exceptionally(failure -> null).join();
        if (started != null) {
            opened.add("postgres", started);
        }
    }
}

package io.plumbline.local;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** A PostgreSQL server of our own, as a child process on the loopback interface; its data live in a directory. */
public sealed interface LocalDatabase extends AutoCloseable permits LocalPostgres, InstalledTimescale {

    /** JDBC URL with the name of a role that may log in; {@code postgres} is the superuser. */
    String jdbcUrl(String user);

    /** What it is, for people. */
    String title();

    @Override
    void close();

    /** The machine's own PostgreSQL with TimescaleDB if it has one that starts, else the embedded plain PostgreSQL. */
    static LocalDatabase start(Path directory) {
        Optional<Path> installed = InstalledTimescale.find();
        if (installed.isPresent()) {
            try {
                return InstalledTimescale.start(installed.get(), directory.resolve("timescale"));
            } catch (IllegalStateException | UncheckedIOException e) {
                LoggerFactory.getLogger(LocalDatabase.class)
                        .warn("TimescaleDB in {} does not start, going on with plain PostgreSQL", installed.get(), e);
            }
        }
        return LocalPostgres.start(directory.resolve("plain"));
    }
}

package io.plumbline.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server of our own from PostgreSQL binaries that are installed on this machine together with TimescaleDB. The machine's
 * own servers and data are not touched.
 */
public final class InstalledTimescale implements LocalDatabase {
    /** Where Debian, Red Hat and Homebrew keep them. */
    private static final List<String> PLACES = List.of(
            "/usr/lib/postgresql", "/usr", "/opt/homebrew/opt", "/usr/local/opt", "/home/linuxbrew/.linuxbrew/opt");

    private static final int PATIENCE_SECONDS = 60;
    private static final String TIMESCALE =
            " -c shared_preload_libraries=timescaledb -c timescaledb.telemetry_level=off -c max_worker_processes=16";

    private final Path binaries;
    private final Path data;
    private final int port;

    private InstalledTimescale(Path binaries, Path data, int port) {
        this.binaries = binaries;
        this.data = data;
        this.port = port;
    }

    /** The binaries of the newest PostgreSQL that has TimescaleDB. */
    public static Optional<Path> find() {
        return PLACES.stream()
                .map(Path::of)
                .flatMap(InstalledTimescale::versions)
                .map(version -> version.resolve("bin"))
                .filter(InstalledTimescale::hasTimescale)
                .max(Comparator.comparingInt(InstalledTimescale::majorVersion));
    }

    /** Starts a server with TimescaleDB loaded; {@code directory} is made for it. */
    public static InstalledTimescale start(Path binaries, Path directory) {
        return start(binaries, directory, TIMESCALE);
    }

    static InstalledTimescale start(Path binaries, Path directory, String options) {
        Path data = directory.resolve("data");
        makeDirectory(directory);
        InstalledTimescale server = new InstalledTimescale(binaries, data, Ports.reserve());
        server.command("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C");
        // Nobody needs these data after a crash of the machine.
        server.command(
                "pg_ctl",
                "-w",
                "-t",
                "30",
                "-l",
                directory.resolve("server.log").toString(),
                "-o",
                "-p " + server.port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
                        + options,
                "start");
        return server;
    }

    static boolean hasTimescale(Path binaries) {
        if (!Files.isExecutable(binaries.resolve("initdb")) || !Files.isExecutable(binaries.resolve("pg_ctl"))) {
            return false;
        }
        return Files.exists(share(binaries).resolve("extension").resolve("timescaledb.control"));
    }

    @Override
    public String jdbcUrl(String user) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + user;
    }

    @Override
    public String title() {
        return "PostgreSQL with TimescaleDB from " + binaries;
    }

    @Override
    public void close() {
        command("pg_ctl", "-w", "-t", "30", "-m", "fast", "stop");
    }

    private static Stream<Path> versions(Path place) {
        try (Stream<Path> entries = Files.list(place)) {
            return entries.filter(entry -> majorVersion(entry.resolve("bin")) > 0).toList().stream();
        } catch (IOException e) {
            return Stream.empty(); // not that kind of machine
        }
    }

    /** Of {@code .../17/bin}, {@code .../pgsql-17/bin} or {@code .../postgresql@17/bin}; 0 if it is none of them. */
    private static int majorVersion(Path binaries) {
        String name = binaries.getParent().getFileName().toString();
        String number = name.replaceFirst("^(pgsql-|postgresql@)", "");
        return number.matches("\\d{2}") ? Integer.parseInt(number) : 0;
    }

    private static Path share(Path binaries) {
        try {
            Process process = new ProcessBuilder(binaries.resolve("pg_config").toString(), "--sharedir").start();
            return Path.of(new String(process.getInputStream().readAllBytes(), UTF_8).strip());
        } catch (IOException e) {
            return binaries; // no pg_config: it holds no extension either
        }
    }

    private void command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U")); // PostgreSQL refuses to run as root
        }
        command.addAll(List.of(binaries.resolve(program).toString(), "-D", data.toString()));
        command.addAll(List.of(arguments));
        run(command, data.resolveSibling(program + ".log"));
    }

    private static void makeDirectory(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + directory, e);
        }
    }

    private static void run(List<String> command, Path log) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " did not end in " + PATIENCE_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(command + " failed: " + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command, e);
        }
    }
}

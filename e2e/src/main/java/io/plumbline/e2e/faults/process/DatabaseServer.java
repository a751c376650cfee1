package io.plumbline.e2e.faults.process;

import io.plumbline.local.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A real PostgreSQL server that can be stopped, gently or not, and comes back with its data. Not thread-safe. */
public final class DatabaseServer implements AutoCloseable {
    private static final long END_SECONDS = 30;

    private final Path data;
    private LocalPostgres server;

    private DatabaseServer(Path data) {
        this.data = data;
        this.server = LocalPostgres.start(data);
    }

    /** @param data directory of its own */
    public static DatabaseServer start(Path data) {
        return new DatabaseServer(data);
    }

    /** After a restart it may be another one. */
    public int port() {
        return server.port();
    }

    public String url(String user) {
        return server.jdbcUrl(user);
    }

    /** Whether its main process runs. */
    public boolean runs() throws IOException {
        return Files.exists(pidFile()) && postmaster().isAlive();
    }

    /** As an operator does it: sessions are ended, what is committed is written out. */
    public void stop() throws Exception {
        end("INT");
    }

    /** As a crash does it: nothing is written out; the next start recovers from the log. */
    public void crash() throws Exception {
        end("QUIT");
    }

    public void startAgain() {
        server.close(); // of what is gone: only its lock is left
        server = LocalPostgres.start(data);
    }

    @Override
    public void close() {
        server.close();
    }

    private void end(String signal) throws Exception {
        ProcessHandle postmaster = postmaster();
        new ProcessBuilder("kill", "-" + signal, Long.toString(postmaster.pid()))
                .start()
                .waitFor();
        postmaster.onExit().get(END_SECONDS, TimeUnit.SECONDS);
    }

    private ProcessHandle postmaster() throws IOException {
        long pid = Long.parseLong(Files.readAllLines(pidFile()).get(0).strip());
        return ProcessHandle.of(pid).orElseThrow(() -> new IOException("PostgreSQL is gone: " + data));
    }

    private Path pidFile() {
        return data.resolve("postmaster.pid");
    }
}

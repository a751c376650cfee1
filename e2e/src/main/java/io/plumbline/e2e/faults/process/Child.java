package io.plumbline.e2e.faults.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of its own, so that it can be killed and stopped as a machine does it. */
public final class Child implements AutoCloseable {
    /** Exit code of a process that SIGKILL ended. */
    public static final int KILLED = 137;

    private static final long END_SECONDS = 40;
    private static final long WORK_SECONDS = 300;

    private final String name;
    private final Process process;
    private final Path log;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** @param log what it prints is appended here */
    public static Child start(String name, Path log, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new Child(name, process, log);
    }

    /** A Java virtual machine with this one's class path; it spends little on compiling, as most of them live for seconds. */
    public static Child java(String name, Path log, int heapMebibytes, String main, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMebibytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=io/plumbline/e2e/faults/logback-child.xml",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(arguments);
        return start(name, log, command);
    }

    public String name() {
        return name;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL: nothing is flushed, closed or said. Returns the exit code. */
    public int kill() throws InterruptedException {
        process.destroyForcibly();
        return process.waitFor();
    }

    /** SIGSTOP: it stands still, with all that it holds, and does not know it. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT. */
    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    /** SIGTERM, and the exit code; that of SIGKILL where the process does not end by itself. */
    public int end() throws InterruptedException {
        process.destroy();
        return process.waitFor(END_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : kill();
    }

    /** Waits until it ends by itself, and returns its exit code; that of SIGKILL if that takes too long. */
    public int await() throws InterruptedException {
        return process.waitFor(WORK_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : kill();
    }

    /** How much it has printed, for {@link #said}. */
    public long logSize() {
        return log.toFile().length();
    }

    /** What it printed from there on. */
    public String said(long from) {
        try {
            byte[] bytes = Files.readAllBytes(log);
            int start = (int) Math.min(from, bytes.length);
            return new String(bytes, start, bytes.length - start, java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private void signal(String signal) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .redirectErrorStream(true)
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("cannot send SIG" + signal + " to " + name);
        }
    }
}

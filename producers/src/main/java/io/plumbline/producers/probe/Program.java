package io.plumbline.producers.probe;

import io.plumbline.settings.Settings;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command of the user's. No shell reads it: who wants one says so, {@code sh -c '...'}. It has nothing to read, and one
 * that takes too long is killed with all that it started.
 *
 * @param reads what is read of it; the rest is discarded
 */
public record Program(List<String> words, Reads reads) {
    /** What is kept of the output; the rest is counted. */
    private static final int MOST_KEPT = 64 << 10;

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|([^\\s\"']+)");

    public Program {
        words = List.copyOf(words);
    }

    /** What of a program's output is read. */
    public enum Reads {
        OUTPUT_AND_ERRORS,
        OUTPUT,
        /** So that it is over when the program is, even if that has started something that goes on. */
        NOTHING
    }

    /** @param output the first 64 KiB */
    public record Result(int exitCode, String output, long bytes) {}

    /**
     * From a line whose words are split at blanks unless they are in quotes.
     *
     * @param key whose value the line is, for messages; these do not repeat it, for it may hold a password
     * @throws io.plumbline.settings.ConfigException if it is no command
     */
    public static Program of(String key, String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line.strip());
        int end = 0;
        while (matcher.find()) {
            Settings.check(
                    line.strip().substring(end, matcher.start()).isBlank(), key + " has a quote that does not end");
            Settings.check(
                    end == 0 || matcher.start() > end, key + " has a quote in the middle of a word: quote all of it");
            words.add(matcher.group().replaceAll("^[\"']|[\"']$", ""));
            end = matcher.end();
        }
        Settings.check(line.strip().substring(end).isBlank(), key + " has a quote that does not end");
        Settings.check(!words.isEmpty(), key + " names no command");
        return new Program(words, Reads.OUTPUT_AND_ERRORS);
    }

    public Program reading(Reads other) {
        return new Program(words, other);
    }

    /**
     * @throws IOException if it cannot be started
     * @throws TimeoutException if it, or whoever holds its output, is not done in time
     */
    public Result run(Duration allowed) throws IOException, InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + allowed.toNanos();
        Process process = start();
        CompletableFuture<Result> output = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(process.getInputStream(), output), "plumbline-program-output");
        reader.setDaemon(true);
        reader.start();
        try {
            if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException("it still ran");
            }
            Result read = output.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            return new Result(process.exitValue(), read.output, read.bytes);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            kill(process);
        }
    }

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectInput(new File(isWindows() ? "NUL" : "/dev/null"));
        switch (reads) {
            case OUTPUT_AND_ERRORS -> builder.redirectErrorStream(true);
            case OUTPUT -> builder.redirectError(Redirect.DISCARD);
            case NOTHING -> builder.redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
        }
        return builder.start();
    }

    /** All of it is listed first: once a parent is gone, nothing leads to its children any more. */
    private static void kill(Process process) {
        List<ProcessHandle> tree = process.descendants().toList();
        process.destroyForcibly();
        tree.forEach(ProcessHandle::destroyForcibly);
    }

    private static void read(InputStream stream, CompletableFuture<Result> output) {
        try (stream) {
            byte[] kept = stream.readNBytes(MOST_KEPT);
            long bytes = kept.length + stream.transferTo(OutputStream.nullOutputStream());
            output.complete(new Result(0, new String(kept, StandardCharsets.UTF_8), bytes));
        } catch (IOException e) {
            output.completeExceptionally(e);
        }
    }

    private static boolean isWindows() {
        return File.separatorChar == '\\';
    }
}

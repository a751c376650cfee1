package io.plumbline.producers.probe;

import io.plumbline.settings.Settings;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a command, without a shell: output and errors are its answer, its exit code is its status. One that takes too long
 * is killed with all that it started.
 */
final class ExecTarget implements ProbeTarget {
    static final String SCHEME = "exec:";

    /** What is looked through for the expected text; the rest is counted. */
    private static final int MOST_KEPT = 64 << 10;

    private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|'([^']*)'|([^\\s\"']+)");

    private final List<String> command;
    private final int status;
    private final Optional<Pattern> body;

    private record Output(String text, long bytes) {}

    ExecTarget(String target, Expected expected) {
        command = arguments("target", target);
        status = expected.status();
        body = expected.pattern();
    }

    /** The words of a target, split at blanks unless they are in quotes. */
    static List<String> arguments(String key, String target) {
        String line = target.substring(SCHEME.length()).strip();
        List<String> words = new ArrayList<>();
        Matcher matcher = ARGUMENT.matcher(line);
        int end = 0;
        while (matcher.find()) {
            Settings.check(line.substring(end, matcher.start()).isBlank(), key + " has a quote that does not end");
            Settings.check(
                    end == 0 || matcher.start() > end, key + " has a quote in the middle of a word: quote all of it");
            words.add(matcher.group().replaceAll("^[\"']|[\"']$", ""));
            end = matcher.end();
        }
        Settings.check(line.substring(end).isBlank(), key + " has a quote that does not end");
        Settings.check(!words.isEmpty(), key + " names no command");
        return List.copyOf(words);
    }

    @Override
    public Answer ask(Duration allowed) throws Exception {
        long deadline = System.nanoTime() + allowed.toNanos();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File(isWindows() ? "NUL" : "/dev/null"))
                .start();
        CompletableFuture<Output> output = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(process.getInputStream(), output), "plumbline-probe-output");
        reader.setDaemon(true);
        reader.start();
        try {
            if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException("it still ran");
            }
            return judge(process.exitValue(), output.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : e;
        } finally {
            kill(process);
        }
    }

    private Answer judge(int exitCode, Output output) throws UnexpectedAnswer {
        if (exitCode != status) {
            throw new UnexpectedAnswer("exit code " + exitCode);
        }
        if (body.isPresent() && !body.get().matcher(output.text).find()) {
            throw new UnexpectedAnswer("output without what is expected");
        }
        return new Answer(output.bytes);
    }

    /** All of it is listed first: once a parent is gone, nothing leads to its children any more. */
    private static void kill(Process process) {
        List<ProcessHandle> tree = process.descendants().toList();
        process.destroyForcibly();
        tree.forEach(ProcessHandle::destroyForcibly);
    }

    private static void read(InputStream stream, CompletableFuture<Output> output) {
        try (stream) {
            byte[] kept = stream.readNBytes(MOST_KEPT);
            long bytes = kept.length + stream.transferTo(OutputStream.nullOutputStream());
            output.complete(new Output(new String(kept, StandardCharsets.UTF_8), bytes));
        } catch (IOException e) {
            output.completeExceptionally(e);
        }
    }

    private static boolean isWindows() {
        return File.separatorChar == '\\';
    }
}

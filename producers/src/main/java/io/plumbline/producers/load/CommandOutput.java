package io.plumbline.producers.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Asks a command of the user's for a number, e.g. how many operations were lost. */
public final class CommandOutput {
    private static final int MOST_CHARACTERS = 1_000;

    private CommandOutput() {}

    /**
     * The whole number that {@code command} prints by the shell.
     *
     * @throws IOException if it fails, takes too long or prints something else
     */
    public static long number(String command, Duration timeout) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("/bin/sh", "-c", command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS) || process.exitValue() != 0) {
                throw new IOException("the command for lost operations failed or took longer than " + timeout);
            }
            String said = new String(process.getInputStream().readNBytes(MOST_CHARACTERS), StandardCharsets.UTF_8);
            return Long.parseLong(said.trim());
        } catch (NumberFormatException e) {
            throw new IOException("the command for lost operations must print one whole number", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}

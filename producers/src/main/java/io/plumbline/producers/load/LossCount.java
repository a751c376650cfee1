package io.plumbline.producers.load;

import io.plumbline.producers.probe.Program;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Asks a command of the user's how many operations the target has lost. */
public final class LossCount {
    private LossCount() {}

    /**
     * The whole number that it prints; what it writes as errors is not read.
     *
     * @throws IOException if it fails, takes too long or prints something else
     */
    public static long ask(Program program, Duration timeout) throws IOException, InterruptedException {
        try {
            Program.Result result = program.reading(Program.Reads.OUTPUT).run(timeout);
            if (result.exitCode() != 0) {
                throw new IOException("the command for lost operations ended with " + result.exitCode());
            }
            return Long.parseLong(result.output().strip());
        } catch (TimeoutException e) {
            throw new IOException("the command for lost operations took longer than " + timeout, e);
        } catch (NumberFormatException e) {
            throw new IOException("the command for lost operations must print one whole number", e);
        }
    }
}

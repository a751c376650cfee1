package io.plumbline.benchmarks;

import io.plumbline.settings.ConfigException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Entry point of {@code plumbline bench}. */
public final class Main {
    private static final int USAGE = 2;
    private static final int BUG = 70;

    private Main() {}

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, arguments));
    }

    /** Runs one command and returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new BenchCommand())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof ConfigException) {
                        err.println("plumbline: " + failure.getMessage());
                        return USAGE;
                    }
                    failure.printStackTrace(err);
                    return BUG;
                })
                .execute(arguments);
    }
}

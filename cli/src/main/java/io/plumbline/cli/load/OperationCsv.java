package io.plumbline.cli.load;

import io.plumbline.producers.load.OperationLog;
import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Every operation as a row, in the form that {@code plumbline compare} and {@code detect} read. */
final class OperationCsv {
    private OperationCsv() {}

    /** @throws ConfigException if it cannot be written there */
    static void check(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        Settings.check(
                Files.isWritable(Files.exists(file) ? file : directory) && !Files.isDirectory(file),
                "--csv " + file + " cannot be written");
    }

    static void write(Path file, OperationLog log) throws IOException {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            out.println("due_seconds,latency_ms,service_ms,outcome");
            for (int i = 0; i < log.size(); i++) {
                out.printf(
                        Locale.ROOT,
                        "%.6f,%.6f,%.6f,%s%n",
                        log.dueNanos(i) / 1e9,
                        log.responseNanos(i) / 1e6,
                        log.serviceNanos(i) / 1e6,
                        log.outcome(i));
            }
            if (out.checkError()) {
                throw new IOException("cannot write " + file);
            }
        }
    }
}

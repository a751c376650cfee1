package io.plumbline.benchmarks;

import io.plumbline.benchmarks.run.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of benchmarks that end with a report; how far one is goes to the other stream. */
final class ReportOutput {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--output", defaultValue = "text", description = "text or json.")
    private OutputFormat format;

    @Option(names = "--out", description = "Write the result as JSON to this file, too.")
    private Path file;

    void progress(String line) {
        command.commandLine().getErr().println("bench: " + line);
    }

    void print(Report report) throws IOException {
        PrintWriter out = command.commandLine().getOut();
        if (format == OutputFormat.JSON) {
            out.println(report.json());
        } else {
            report.text().forEach(out::println);
        }
        if (file != null) { // last: what took minutes is not lost because of a wrong name
            Files.writeString(file, report.json());
        }
    }
}

package io.plumbline.cli;

import io.plumbline.reports.Json;
import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option of commands that print one document: as JSON, or as text for people. */
public final class DocumentOutput {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--output", defaultValue = "text", description = "text or json.")
    private OutputFormat output;

    /** @param text is made only if it is asked for */
    public void print(Object document, Supplier<String> text) {
        PrintWriter out = command.commandLine().getOut();
        out.println(output == OutputFormat.JSON ? Json.of(document) : text.get());
        out.flush();
    }
}

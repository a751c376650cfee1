package io.plumbline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a command over a file with the given text, as a user would, and keeps what it prints. */
final class FileCommand {
    private final String name;
    private final Path directory;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    FileCommand(String name, Path directory) {
        this.name = name;
        this.directory = directory;
    }

    int run(String csv, String... options) throws IOException {
        out = new StringWriter();
        err = new StringWriter();
        Path file = directory.resolve("input.csv");
        Files.writeString(file, csv);
        List<String> arguments = new ArrayList<>(List.of(name, file.toString()));
        arguments.addAll(List.of(options));
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
    }

    JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out.toString());
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}

package io.plumbline.cli;

import picocli.CommandLine.Option;

/** The options that say who decides, and why. */
final class DecisionOptions {
    @Option(
            names = "--author",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who decides (${DEFAULT-VALUE}).")
    private String author;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why, for the history.")
    private String reason;

    String author() {
        return author;
    }

    String reason() {
        return reason;
    }
}

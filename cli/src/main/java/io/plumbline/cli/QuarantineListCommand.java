package io.plumbline.cli;

import io.plumbline.settings.Settings;
import io.plumbline.sink.database.DatabaseConfig;
import io.plumbline.sink.quarantine.Entry;
import io.plumbline.sink.quarantine.QuarantineStore;
import io.plumbline.sink.quarantine.Selection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plumbline quarantine list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Show what was set aside, the newest first: where, when, why, and what became of a retry.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline quarantine list --set db.url=jdbc:postgresql://127.0.0.1:5432/plumbline",
            "  plumbline quarantine list --stage sink --topic window-stats --reason check --open --output json",
            "",
            "db.user needs to read the views only; plumbline_grafana may."
        })
final class QuarantineListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions options;

    @Mixin
    private QuarantineOptions filters;

    @Option(names = "--open", description = "Only those that were not stored or sent again.")
    private boolean open;

    @Option(names = "--output", defaultValue = "text", description = "text or json.")
    private OutputFormat output;

    @Override
    public Integer call() throws SQLException {
        Settings settings = options.settings();
        DatabaseConfig database = DatabaseConfig.from(settings);
        Selection selection = filters.selection(settings, open);
        settings.rejectUnknown(SettingsGroups.ALL);
        try (Connection connection = database.connect("plumbline-quarantine")) {
            List<Entry> entries = new QuarantineStore(connection).list(selection);
            List<String> lines = entries.isEmpty()
                    ? List.of("nothing is in quarantine")
                    : entries.stream().map(QuarantineDocument::line).toList();
            new Listing(spec.commandLine().getOut(), output)
                    .print(
                            "quarantine",
                            entries.stream().map(QuarantineDocument::of).toList(),
                            lines);
        }
        return ExitCode.FINE;
    }
}

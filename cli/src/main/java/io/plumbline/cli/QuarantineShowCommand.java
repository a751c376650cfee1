package io.plumbline.cli;

import io.plumbline.reports.Json;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import io.plumbline.sink.database.DatabaseConfig;
import io.plumbline.sink.quarantine.Coordinates;
import io.plumbline.sink.quarantine.Held;
import io.plumbline.sink.quarantine.QuarantineStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plumbline quarantine show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Show one record of the quarantine: its reason, headers, key and value.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline quarantine show plumbline.dead-letters/0/41",
            "  plumbline quarantine show plumbline.window-stats/2/1733 --raw record.bin",
            "",
            "With registry.schema.registry.url set, a value that can be read is shown decoded; else its bytes are.",
            "db.user reads the table plumbline.quarantine; plumbline_writer may. Exit code 4: there is no such record."
        })
final class QuarantineShowCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions options;

    @Parameters(paramLabel = "TOPIC/PARTITION/OFFSET", description = "Where it was found, as list shows it.")
    private String coordinates;

    @Option(names = "--raw", paramLabel = "FILE", description = "Also write the bytes of the value to this file.")
    private Path raw;

    @Option(names = "--output", defaultValue = "text", description = "text or json.")
    private OutputFormat output;

    @Override
    public Integer call() throws SQLException, IOException {
        Settings settings = options.settings();
        DatabaseConfig database = DatabaseConfig.from(settings);
        TopicCatalogue topics = TopicCatalogue.from(settings);
        Map<String, String> registry = settings.under("registry.");
        settings.rejectUnknown(SettingsGroups.ALL);
        Coordinates at = Coordinates.parse(coordinates);
        Held held;
        try (Connection connection = database.connect("plumbline-quarantine")) {
            held = new QuarantineStore(connection)
                    .find(at)
                    .orElseThrow(() -> new NoAnswerException("no record " + at + " is in quarantine"));
        }
        if (raw != null) {
            if (held.value() == null) {
                throw new NoAnswerException("record " + at + " has no value to write to " + raw);
            }
            Files.write(raw, held.value());
        }
        HeldView view = HeldView.of(held, topics, registry);
        PrintWriter out = spec.commandLine().getOut();
        if (output == OutputFormat.JSON) {
            out.println(Json.of(view.document()));
        } else {
            view.print(out);
        }
        out.flush();
        return ExitCode.FINE;
    }
}

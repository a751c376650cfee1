package io.plumbline.cli;

import io.plumbline.reports.AlertReport;
import io.plumbline.reports.AlertStore;
import io.plumbline.settings.Settings;
import io.plumbline.sink.database.DatabaseConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plumbline alert show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Show one alert with all its transitions, as the database has them.",
        footerHeading = "%nExamples:%n",
        footer = {"  plumbline alert show a-1f56ccbc8530 --output json", "", "Exit code 4: there is no such alert."})
final class AlertShowCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions options;

    @Parameters(paramLabel = "ID", description = "Id of the alert.")
    private String id;

    @Option(names = "--output", defaultValue = "text", description = "text or json.")
    private OutputFormat output;

    @Override
    public Integer call() throws SQLException {
        Settings settings = options.settings();
        DatabaseConfig database = DatabaseConfig.from(settings);
        settings.rejectUnknown(SettingsGroups.ALL);
        try (Connection connection = database.connect("plumbline-alert")) {
            AlertReport alert = new AlertStore(connection)
                    .alert(id)
                    .orElseThrow(() -> new NoAnswerException(AlertDecision.unknown(id)));
            new AlertListing(spec.commandLine().getOut(), output).print(alert);
        }
        return ExitCode.FINE;
    }
}

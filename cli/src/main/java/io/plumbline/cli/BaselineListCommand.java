package io.plumbline.cli;

import io.plumbline.reports.BaselineReport;
import io.plumbline.reports.BaselineStore;
import io.plumbline.settings.Settings;
import io.plumbline.sink.database.DatabaseConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plumbline baseline list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Show the baselines of a system, as the database has them.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline baseline list --system shop --set db.url=jdbc:postgresql://127.0.0.1:5432/plumbline",
            "  plumbline baseline list --system shop --operation checkout.charge --history --output json",
            "",
            "db.user needs to read the views only; plumbline_grafana may."
        })
final class BaselineListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SeriesOptions series;

    @Mixin
    private SettingsOptions options;

    @Option(names = "--history", description = "All versions, oldest first, instead of the last.")
    private boolean history;

    @Option(names = "--output", defaultValue = "text", description = "text or json.")
    private OutputFormat output;

    @Override
    public Integer call() throws SQLException {
        Settings settings = options.settings();
        DatabaseConfig database = DatabaseConfig.from(settings);
        settings.rejectUnknown(SettingsGroups.ALL);
        try (Connection connection = database.connect("plumbline-baseline")) {
            BaselineStore store = new BaselineStore(connection);
            List<BaselineReport> baselines =
                    history ? store.history(series.selection()) : store.present(series.selection());
            new BaselineListing(spec.commandLine().getOut(), output).print(baselines, "no baselines");
        }
        return ExitCode.FINE;
    }
}

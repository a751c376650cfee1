package io.plumbline.cli;

import io.plumbline.reports.AlertReport;
import io.plumbline.reports.AlertStore;
import io.plumbline.reports.IncidentReport;
import io.plumbline.reports.Selection;
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

/** {@code plumbline alert list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Show open incidents and alerts, as the database has them.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline alert list --set db.url=jdbc:postgresql://127.0.0.1:5432/plumbline",
            "  plumbline alert list --system shop --operation checkout.charge --all --output json",
            "",
            "db.user needs to read the views only; plumbline_grafana may."
        })
final class AlertListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions options;

    @Option(names = "--system", paramLabel = "NAME", description = "One system (default: all).")
    private String system;

    @Option(
            names = "--run",
            paramLabel = "ID",
            description = "One run; '' is continuous operation (default: everything).")
    private String run;

    @Option(names = "--operation", paramLabel = "NAME", description = "Alerts of one operation (default: all).")
    private String operation;

    @Option(names = "--node", paramLabel = "NAME", description = "Alerts of one node (default: all).")
    private String node;

    @Option(names = "--all", description = "Also what is over.")
    private boolean all;

    @Option(names = "--output", defaultValue = "text", description = "text or json.")
    private OutputFormat output;

    @Override
    public Integer call() throws SQLException {
        Settings settings = options.settings();
        DatabaseConfig database = DatabaseConfig.from(settings);
        settings.rejectUnknown(SettingsGroups.ALL);
        Selection selection = new Selection(system, run, operation, node);
        try (Connection connection = database.connect("plumbline-alert")) {
            AlertStore store = new AlertStore(connection);
            List<IncidentReport> incidents = store.incidents(selection).stream()
                    .filter(incident -> all || incident.open())
                    .toList();
            List<AlertReport> alerts = store.alerts(selection).stream()
                    .filter(alert -> all || alert.stillOpen())
                    .toList();
            new AlertListing(spec.commandLine().getOut(), output).print(incidents, alerts);
        }
        return ExitCode.FINE;
    }
}

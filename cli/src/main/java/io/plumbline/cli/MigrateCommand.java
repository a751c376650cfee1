package io.plumbline.cli;

import io.plumbline.reports.Json;
import io.plumbline.sink.migrate.Migrations;
import io.plumbline.sink.migrate.StorageChoice;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plumbline migrate}. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = "Bring a database to what the sink and Grafana need; doing it again changes nothing.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline migrate --set db.url=jdbc:postgresql://127.0.0.1:5432/plumbline --set db.user=admin",
            "  plumbline migrate --retention 1s=2d,1m=90d,1h=5y,quarantine=forever",
            "  plumbline migrate --expected-rate 200/s    e.g. 20 operations on 9 nodes: 20 * (9 + 1)",
            "  plumbline migrate --output json            what is in use, what was refused, what is kept",
            "  plumbline migrate --print-sql    what an administrator runs first, where db.user may create no roles",
            "",
            "Makes tables, SQL functions, views and (where it may) the roles plumbline_owner, plumbline_writer and",
            "plumbline_grafana; hypertables where TimescaleDB is installed. The password: PLUMBLINE_DB_PASSWORD_FILE.",
            "",
            "Retention: windows are kept by class: 1s (shorter than a minute), 1m (shorter than an hour), 1h (the",
            "others); then there are health, scores, scaling, quarantine, nodes, alerts, baselines and runs. A time is",
            "a whole number of h, d, w or y, or forever. What is not named stays as it was, at first 1s=2d,1m=90d,1h=5y",
            "(docs/storage.md). Sinks drop what is too old; they start with the new times at their next pass."
        })
final class MigrateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions options;

    @Option(
            names = "--expected-rate",
            paramLabel = "ROWS/s",
            defaultValue = "",
            description = "Rows of windows of a second that will be stored per second: operations * (nodes + 1). With"
                    + " TimescaleDB, chunks get a length that suits it and the server's shared_buffers.")
    private String expectedRate;

    @Option(
            names = "--retention",
            paramLabel = "CLASS=TIME,...",
            defaultValue = "",
            description = "How long rows are kept, see below.")
    private String retention;

    @Option(names = "--print-sql", description = "Print the administrator's part and change nothing.")
    private boolean printSql;

    @Option(names = "--output", defaultValue = "text", description = "text or json.")
    private OutputFormat output;

    @Override
    public Integer call() throws SQLException {
        PrintWriter out = spec.commandLine().getOut();
        StorageChoice choice = StorageChoice.parse(expectedRate, retention);
        if (printSql) {
            out.println(Migrations.administratorSql());
        } else {
            MigrateReport report = new MigrateReport(Migrations.run(options.settings(), choice));
            out.println(output == OutputFormat.JSON ? Json.of(report.document()) : report.text());
        }
        out.flush();
        return ExitCode.FINE;
    }
}

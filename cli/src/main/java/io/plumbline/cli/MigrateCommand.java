package io.plumbline.cli;

import io.plumbline.reports.Json;
import io.plumbline.settings.Settings;
import io.plumbline.sink.migrate.Migrations;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.Map;
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
            "  plumbline migrate --print-sql    what an administrator runs first, where db.user may create no roles",
            "",
            "Makes tables, SQL functions, views and (where it may) the roles plumbline_owner, plumbline_writer and",
            "plumbline_grafana; hypertables where TimescaleDB is installed. The password: PLUMBLINE_DB_PASSWORD_FILE."
        })
final class MigrateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions options;

    @Option(names = "--print-sql", description = "Print the administrator's part and change nothing.")
    private boolean printSql;

    @Option(names = "--output", defaultValue = "text", description = "text or json.")
    private OutputFormat output;

    @Override
    public Integer call() throws SQLException {
        PrintWriter out = spec.commandLine().getOut();
        if (printSql) {
            out.println(Migrations.administratorSql());
        } else {
            Settings settings = options.settings();
            print(out, Migrations.run(settings));
        }
        out.flush();
        return ExitCode.FINE;
    }

    private void print(PrintWriter out, Migrations.Result result) {
        if (output == OutputFormat.JSON) {
            out.println(Json.of(Map.of(
                    "level", result.level(),
                    "applied", result.applied(),
                    "rolesMissing", result.rolesMissing())));
            return;
        }
        out.printf(
                "%s: %s%n",
                result.level().title(), result.applied() == 0 ? "up to date" : result.applied() + " scripts ran");
        if (result.rolesMissing()) {
            out.println(
                    "roles are missing: an administrator runs what `plumbline migrate --print-sql` prints, then run this again");
        }
    }
}

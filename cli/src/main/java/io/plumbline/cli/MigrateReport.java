package io.plumbline.cli;

import io.plumbline.sink.migrate.Capabilities;
import io.plumbline.sink.migrate.FeatureOutcome;
import io.plumbline.sink.migrate.Level;
import io.plumbline.sink.migrate.Migrations;
import io.plumbline.sink.migrate.RetentionRule;
import java.util.List;
import java.util.StringJoiner;

/** What {@code plumbline migrate} found and did. */
record MigrateReport(Migrations.Result result) {

    /** As JSON. */
    record Document(
            Level level,
            Capabilities database,
            int applied,
            boolean rolesMissing,
            List<FeatureOutcome> features,
            List<RetentionRule> retention) {}

    Document document() {
        return new Document(
                result.capabilities().level(),
                result.capabilities(),
                result.applied(),
                result.rolesMissing(),
                result.features(),
                result.retention());
    }

    /** For people. */
    String text() {
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        lines.add(result.capabilities().text());
        lines.add(result.applied() == 0 ? "up to date" : result.applied() + " scripts ran");
        result.features()
                .forEach(feature -> lines.add(
                        feature.inUse()
                                ? "in use: " + feature.feature()
                                : "refused: " + feature.feature() + " (" + feature.sqlState() + ": " + feature.message()
                                        + ")"));
        result.retention()
                .forEach(rule -> lines.add("kept " + rule.keep() + ": " + rule.table() + " (" + rule.rows() + ")"));
        if (result.rolesMissing()) {
            lines.add("roles are missing: an administrator runs what `plumbline migrate --print-sql` prints,"
                    + " then run this again");
        }
        return lines.toString();
    }
}

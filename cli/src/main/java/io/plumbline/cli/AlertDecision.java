package io.plumbline.cli;

import io.plumbline.cli.alert.Decisions;
import io.plumbline.reports.AlertReport;
import io.plumbline.reports.AlertStore;
import io.plumbline.schemas.event.Decision;
import io.plumbline.schemas.event.DecisionAction;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import io.plumbline.sink.database.DatabaseConfig;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands that decide of an alert have in common: say it, and wait until the alert shows it. */
final class AlertDecision {
    private static final long POLL_MILLIS = 200;

    @Mixin
    private SettingsOptions options;

    @Mixin
    private DecisionOptions decision;

    @Parameters(paramLabel = "ID", description = "Id of the alert.")
    private String id;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "How long to wait until the alert shows it (${DEFAULT-VALUE}).")
    private Duration timeout;

    @Option(names = "--output", defaultValue = "text", description = "text or json.")
    private OutputFormat output;

    /** What is said of an id that the database does not have. */
    static String unknown(String id) {
        return "no alert " + id + " is stored; `plumbline alert list --all` shows what there is";
    }

    int make(DecisionAction action, PrintWriter out) throws SQLException, ExecutionException, InterruptedException {
        Settings settings = options.settings();
        DatabaseConfig database = DatabaseConfig.from(settings);
        try (Decisions decisions = Decisions.open(TopicCatalogue.from(settings).decisions(), settings);
                Connection connection = database.connect("plumbline-alert")) {
            settings.rejectUnknown(SettingsGroups.ALL);
            AlertStore store = new AlertStore(connection);
            AlertReport before = find(store);
            check(before, action);
            decisions.publish(new Decision(
                    before.system(), before.run(), id, action, decision.author(), decision.reason(), Instant.now()));
            new AlertListing(out, output).print(await(store, before));
            return ExitCode.FINE;
        }
    }

    private AlertReport find(AlertStore store) throws SQLException {
        return store.alert(id).orElseThrow(() -> new NoAnswerException(unknown(id)));
    }

    /** What the topology would refuse is better said at once. */
    private static void check(AlertReport alert, DecisionAction action) {
        if (!alert.stillOpen()) {
            throw new NoAnswerException("alert " + alert.id() + " is " + alert.status() + " since " + alert.at()
                    + ": there is nothing to decide");
        }
        Optional<String> who = alert.decidedBy();
        if (action == DecisionAction.ACKNOWLEDGE && who.isPresent()) {
            throw new NoAnswerException("alert " + alert.id() + " was acknowledged by " + who.get() + " already");
        }
    }

    private AlertReport await(AlertStore store, AlertReport before) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            AlertReport now = find(store);
            if (shows(now, before)) {
                return now;
            }
            if (!now.stillOpen()) {
                throw new NoAnswerException(
                        "alert " + id + " was " + now.status() + " before the decision could count: " + now.text());
            }
            if (System.nanoTime() > deadline) {
                throw new NoAnswerException("the decision was sent, but alert " + id + " does not show it within "
                        + timeout.toSeconds() + " s; do streams and the sink run? A decision that was refused is in the"
                        + " dead letters, with the reason");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private boolean shows(AlertReport now, AlertReport before) {
        int known = before.transitions().size();
        return now.transitions().stream()
                .anyMatch(next -> next.number() > known && next.author().equals(decision.author()));
    }
}

package io.plumbline.cli;

import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import io.plumbline.sink.quarantine.Attempt;
import io.plumbline.sink.quarantine.Coordinates;
import io.plumbline.sink.quarantine.Entry;
import io.plumbline.sink.quarantine.Retry;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plumbline quarantine retry}. */
@Command(
        name = "retry",
        mixinStandardHelpOptions = true,
        description = {
            "Try records of the quarantine again, one by its coordinates or those that the options choose.",
            "What the sink refused is stored as the sink would; what the topology refused is sent to its topic again, as it was."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline quarantine retry plumbline.window-stats/2/1733",
            "  plumbline quarantine retry --stage sink --since 6h --dry-run",
            "  plumbline quarantine retry --reason 'the registry has no schema' --limit 1000",
            "",
            "Settings: db.* of a user with the role plumbline_writer, registry.*, kafka.*. What was stored or sent again once",
            "is left out. Measurements that the topology could read and then refused are not sent again: their sequence",
            "numbers are in the account of their agent, and they would only count as duplicated. Where only the present is",
            "kept, a row that was made later stays.",
            "",
            "Exit codes: 0 all of them are stored or sent; 1 one at least was refused again; 2 usage; 3 unreachable;",
            "4 there is no such record, or it is stored or sent already."
        })
final class QuarantineRetryCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions options;

    @Mixin
    private QuarantineOptions filters;

    @Parameters(arity = "0..1", paramLabel = "TOPIC/PARTITION/OFFSET", description = "Where one was found.")
    private String coordinates;

    @Option(names = "--all", description = "All, up to --limit.")
    private boolean all;

    @Option(names = "--dry-run", description = "Say what would become of them, and change nothing.")
    private boolean dryRun;

    @Option(
            names = "--author",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who tries, for the record's row (${DEFAULT-VALUE}).")
    private String author;

    @Option(names = "--output", defaultValue = "text", description = "text or json.")
    private OutputFormat output;

    @Override
    public Integer call() throws SQLException {
        Settings.check(
                (coordinates != null) != (all || filters.chooses()),
                "name one record by its coordinates, or choose some by --topic, --stage, --since, --reason or --all");
        Settings settings = options.settings();
        Map<Coordinates, Attempt> attempts = new LinkedHashMap<>();
        try (Retry retry = new Retry(settings, TopicCatalogue.from(settings), author, dryRun)) {
            for (Coordinates found : chosen(settings, retry)) {
                Optional<Attempt> attempt = retry.retry(found);
                attempt.ifPresent(it -> attempts.put(found, it));
            }
        }
        if (coordinates != null && attempts.isEmpty()) {
            throw new NoAnswerException("no record " + coordinates
                    + " waits in quarantine: it is not there, or was stored or sent again already");
        }
        print(attempts);
        boolean isRefused = attempts.values().stream().anyMatch(it -> it.outcome() == Attempt.Outcome.REFUSED);
        return isRefused ? ExitCode.FINDING : ExitCode.FINE;
    }

    private List<Coordinates> chosen(Settings settings, Retry retry) throws SQLException {
        return coordinates != null
                ? List.of(Coordinates.parse(coordinates))
                : retry.choose(filters.selection(settings, true)).stream()
                        .map(Entry::found)
                        .toList();
    }

    private void print(Map<Coordinates, Attempt> attempts) {
        PrintWriter out = spec.commandLine().getOut();
        List<String> lines = attempts.isEmpty()
                ? List.of("nothing to try again")
                : attempts.entrySet().stream()
                        .map(entry -> line(entry.getKey(), entry.getValue()))
                        .toList();
        List<Map<String, Object>> entries = attempts.entrySet().stream()
                .map(entry -> document(entry.getKey(), entry.getValue()))
                .toList();
        new Listing(out, output).print("retried", entries, lines);
    }

    private String line(Coordinates found, Attempt attempt) {
        String would = dryRun ? "would be " : "";
        String where = attempt.resent() == null ? "" : "  now " + attempt.resent();
        String why = attempt.reason() == null ? "" : "  " + QuarantineDocument.oneLine(attempt.reason());
        return found + "  " + would + attempt.outcome() + where + why;
    }

    private Map<String, Object> document(Coordinates found, Attempt attempt) {
        Map<String, Object> document = QuarantineDocument.coordinates(found);
        document.put("outcome", attempt.outcome());
        document.put("reason", attempt.reason());
        document.put("resent", attempt.resent() == null ? null : QuarantineDocument.coordinates(attempt.resent()));
        document.put("dryRun", dryRun);
        return document;
    }
}

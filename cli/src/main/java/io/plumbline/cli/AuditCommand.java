package io.plumbline.cli;

import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import io.plumbline.sink.audit.Audit;
import io.plumbline.sink.audit.AuditReport;
import io.plumbline.sink.audit.Scope;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plumbline audit}: proof that nothing was lost or doubled. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Prove that the database has what the topics hold.",
            "It reads the records up to the stored positions again, looks for the rows of each, compares the sink's counts,",
            "and looks for gaps in the sequence numbers of agents.",
            "It changes nothing, and a sink may go on meanwhile."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline audit --config plumbline.properties",
            "  plumbline audit --config plumbline.properties --held --output json      what Kafka still holds",
            "  plumbline audit --config plumbline.properties --topic window-stats --since 6h",
            "  plumbline audit --config plumbline.properties --topic window-stats --partition 0 --from 1000 --to 2000",
            "",
            "Settings: kafka.*, registry.*, db.*. db.user reads the tables of schema plumbline and makes temporary tables",
            "(GRANT TEMPORARY ON DATABASE); plumbline_writer may. A standby cannot be asked: it makes no temporary tables.",
            "",
            "Exit codes: 0 nothing is missing, altered or doubled; 1 something is, with its coordinates; 2 usage;",
            "3 Kafka, registry or database cannot be reached; 4 all is well that could be compared, but not all could,",
            "for example because the topic does not hold the records any more (--held asks for the others only)."
        })
final class AuditCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions options;

    @Option(names = "--topic", paramLabel = "NAME", description = "One topic, with or without prefix (default: all).")
    private String topic;

    @Option(names = "--partition", paramLabel = "NUMBER", description = "One partition of it (default: all).")
    private Integer partition;

    @Option(
            names = "--from",
            paramLabel = "OFFSET",
            description = "First offset of that partition (default: the first that the sink counted).")
    private Long from;

    @Option(
            names = "--to",
            paramLabel = "OFFSET",
            description = "The offset behind the last (default: the stored position).")
    private Long to;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "Only records of this time (Kafka's; a window has that of its start) or later: 2026-05-01T12:00:00Z, or 24h for a day ago.")
    private String since;

    @Option(names = "--held", description = "Only what Kafka still holds.")
    private boolean held;

    @Option(names = "--strict", description = "Losses that agents declared are findings, too.")
    private boolean strict;

    @Option(names = "--output", defaultValue = "text", description = "text or json.")
    private OutputFormat output;

    @Override
    public Integer call() throws SQLException {
        Settings settings = options.settings();
        TopicCatalogue topics = TopicCatalogue.from(settings);
        settings.rejectUnknown(SettingsGroups.ALL);
        Instant time = since == null ? null : Moment.parse("--since", since, Instant.now());
        Scope scope = new Scope(topic, partition, from, to, time, held, strict);
        AuditReport report = Audit.run(
                settings,
                topics,
                scope,
                new AuditProgressLines(spec.commandLine().getErr()));
        PrintWriter out = spec.commandLine().getOut();
        if (output == OutputFormat.JSON) {
            out.println(AuditDocument.of(report));
        } else {
            new AuditText(out).print(report);
        }
        out.flush();
        return switch (report.verdict()) {
            case FINE -> ExitCode.FINE;
            case FINDING -> ExitCode.FINDING;
            case UNTOLD -> ExitCode.INCONCLUSIVE;
        };
    }
}

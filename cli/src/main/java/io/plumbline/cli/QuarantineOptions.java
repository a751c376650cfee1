package io.plumbline.cli;

import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import io.plumbline.sink.quarantine.Selection;
import io.plumbline.sink.route.TopicNames;
import java.time.Instant;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The options that choose records of the quarantine. */
final class QuarantineOptions {
    /** Who refused a record. */
    enum Stage {
        STREAMS,
        SINK
    }

    @Option(
            names = "--topic",
            paramLabel = "NAME",
            description = "Records that stood first, or were found, in this topic; with or without prefix.")
    private String topic;

    @Option(names = "--stage", description = "Who refused them: streams or sink.")
    private Stage stage;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Set aside at this time or later: 2026-05-01T12:00:00Z, or 24h for a day ago.")
    private String since;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Whose reason holds this text.")
    private String reason;

    @Option(
            names = "--limit",
            paramLabel = "NUMBER",
            defaultValue = "100",
            description = "Most of them (${DEFAULT-VALUE}).")
    private int limit;

    /** Whether anything is said but how many. */
    boolean chooses() {
        return topic != null || stage != null || since != null || reason != null;
    }

    /** @param open whether only those that were not stored or sent again */
    Selection selection(Settings settings, boolean open) {
        Settings.check(limit >= 1, "--limit must be at least 1, was " + limit);
        return new Selection(
                topic == null ? null : TopicNames.full(TopicCatalogue.from(settings), topic),
                stage == null ? null : stage.name().toLowerCase(Locale.ROOT),
                since == null ? null : Moment.parse("--since", since, Instant.now()),
                reason,
                open,
                limit);
    }
}

package io.plumbline.cli;

import io.plumbline.schemas.topic.TopicAdmin;
import io.plumbline.schemas.topic.TopicAdmin.Difference;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plumbline topics apply|diff}. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = "Bring Kafka's topics to what the catalogue says, or show how they differ.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline topics diff --set kafka.bootstrap.servers=127.0.0.1:9092",
            "  plumbline topics apply --replication 3 --set topics.partitions=12",
            "",
            "apply creates topics and corrects their settings; it deletes nothing and changes no partition count.",
            "diff exits with 1 when something differs."
        })
final class TopicsCommand {
    @Spec
    private CommandSpec spec;

    @Command(
            name = "diff",
            mixinStandardHelpOptions = true,
            description = "Show how the cluster differs from the catalogue.")
    int diff(
            @Mixin SettingsOptions options,
            @Option(names = "--output", defaultValue = "text", description = "text or json.") OutputFormat output)
            throws ExecutionException, InterruptedException {
        Settings settings = options.settings();
        try (Admin admin = Clients.admin(settings)) {
            List<Difference> differences = TopicAdmin.diff(admin, TopicCatalogue.from(settings));
            print(differences, output, "the topics are as the catalogue says");
            return differences.isEmpty() ? ExitCode.FINE : ExitCode.FINDING;
        }
    }

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = "Create missing topics and correct settings.")
    int apply(
            @Mixin SettingsOptions options,
            @Option(
                            names = "--replication",
                            defaultValue = "1",
                            description = "Replicas of new topics (${DEFAULT-VALUE}).")
                    short replication,
            @Option(names = "--output", defaultValue = "text", description = "text or json.") OutputFormat output)
            throws ExecutionException, InterruptedException {
        Settings settings = options.settings();
        try (Admin admin = Clients.admin(settings)) {
            List<Difference> differences = TopicAdmin.apply(admin, TopicCatalogue.from(settings), replication);
            print(differences, output, "nothing to do: the topics are as the catalogue says");
            return differences.stream().anyMatch(Difference.Partitions.class::isInstance)
                    ? ExitCode.FINDING
                    : ExitCode.FINE;
        }
    }

    private void print(List<Difference> differences, OutputFormat output, String nothing) {
        new Listing(spec.commandLine().getOut(), output)
                .print(
                        "differences",
                        differences.stream().map(TopicsCommand::asMap).toList(),
                        differences.isEmpty()
                                ? List.of(nothing)
                                : differences.stream()
                                        .map(TopicsCommand::describe)
                                        .toList());
    }

    private static Map<String, Object> asMap(Difference difference) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("topic", difference.topic());
        if (difference instanceof Difference.Missing missing) {
            map.put("kind", "missing");
            map.put("partitions", missing.partitions());
        } else if (difference instanceof Difference.Setting setting) {
            map.put("kind", "setting");
            map.put("key", setting.key());
            map.put("actual", setting.actual());
            map.put("wanted", setting.wanted());
        } else if (difference instanceof Difference.Partitions partitions) {
            map.put("kind", "partitions");
            map.put("actual", partitions.actual());
            map.put("wanted", partitions.wanted());
        }
        return map;
    }

    private static String describe(Difference difference) {
        if (difference instanceof Difference.Missing missing) {
            return "%s: missing (%d partitions)".formatted(missing.topic(), missing.partitions());
        }
        if (difference instanceof Difference.Setting setting) {
            return "%s: %s was %s, wanted %s"
                    .formatted(setting.topic(), setting.key(), setting.actual(), setting.wanted());
        }
        Difference.Partitions partitions = (Difference.Partitions) difference;
        return "%s: has %d partitions, the catalogue says %d; left as it is, because more partitions would move keys"
                .formatted(partitions.topic(), partitions.actual(), partitions.wanted());
    }
}

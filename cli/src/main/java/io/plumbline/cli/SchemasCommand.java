package io.plumbline.cli;

import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.SchemaCatalogue;
import io.plumbline.schemas.topic.SchemaCatalogue.Outcome;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plumbline schemas apply}. */
@Command(
        name = "schemas",
        mixinStandardHelpOptions = true,
        description = "Publish the schemas of all topics in the registry.",
        footerHeading = "%nExample:%n",
        footer = "  plumbline schemas apply --set registry.schema.registry.url=http://127.0.0.1:8081")
final class SchemasCommand {
    @Spec
    private CommandSpec spec;

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description =
                    "Register every topic's schema as <topic>-value with BACKWARD compatibility; exit 1 when one is refused.")
    int apply(
            @Mixin SettingsOptions options,
            @Option(names = "--output", defaultValue = "text", description = "text or json.") OutputFormat output) {
        Settings settings = options.settings();
        try (RegistryClient registry = RegistryClient.create(settings.under("registry."))) {
            List<Outcome> outcomes = SchemaCatalogue.apply(registry, TopicCatalogue.from(settings));
            print(outcomes, output);
            return outcomes.stream().anyMatch(Outcome.Incompatible.class::isInstance)
                    ? ExitCode.FINDING
                    : ExitCode.FINE;
        }
    }

    private void print(List<Outcome> outcomes, OutputFormat output) {
        List<Map<String, Object>> entries =
                outcomes.stream().map(SchemasCommand::asMap).toList();
        new Listing(spec.commandLine().getOut(), output)
                .print(
                        "subjects",
                        entries,
                        entries.stream().map(SchemasCommand::line).toList());
    }

    private static String line(Map<String, Object> entry) {
        return String.join(" ", entry.values().stream().map(Object::toString).toList());
    }

    private static Map<String, Object> asMap(Outcome outcome) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("subject", outcome.subject());
        if (outcome instanceof Outcome.Registered registered) {
            map.put("outcome", "registered");
            map.put("id", registered.id());
        } else if (outcome instanceof Outcome.Unchanged unchanged) {
            map.put("outcome", "unchanged");
            map.put("id", unchanged.id());
        } else if (outcome instanceof Outcome.Incompatible incompatible) {
            map.put("outcome", "incompatible");
            map.put("reasons", incompatible.reasons());
        }
        return map;
    }
}

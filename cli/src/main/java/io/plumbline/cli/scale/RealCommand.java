package io.plumbline.cli.scale;

import io.plumbline.cli.DocumentOutput;
import io.plumbline.cli.DurationConverter;
import io.plumbline.cli.SettingsSources;
import io.plumbline.producers.probe.Expected;
import io.plumbline.producers.scale.Curve;
import io.plumbline.producers.scale.NodeLimits;
import io.plumbline.producers.scale.Timing;
import io.plumbline.producers.scale.real.Service;
import io.plumbline.schemas.event.Origin;
import io.plumbline.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plumbline scale real}. */
@Command(
        name = "real",
        mixinStandardHelpOptions = true,
        description =
                "Run a scaling test of a real service: 1, 2, 4 and 8 real processes ask it as fast as it answers.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline scale real                  of a PostgreSQL that is started for it",
            "  plumbline scale real --service kafka  of a broker that is started for it",
            "  plumbline scale real --nodes 1,2,4,8,16 --measured 60s",
            "  plumbline scale real --target 'jdbc:postgresql://db/shop?user=me' \\",
            "                       --query 'SELECT price FROM item WHERE id = 7'",
            "  plumbline scale real --target kafka://broker:9093/a-topic --kafka-config client.properties",
            "",
            "Each node is a process with one connection; it asks again as soon as it was answered.",
            "With kafka.bootstrap.servers each is an agent, too, and every operation an event.",
            "Exit codes: as of plumbline scale."
        })
final class RealCommand implements Callable<Integer> {
    private static final int MOST_NODES = 256;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--nodes",
            split = ",",
            defaultValue = "1,2,4,8",
            paramLabel = "N",
            description = "Processes of each step (${DEFAULT-VALUE}).")
    private List<Integer> nodes;

    @Option(
            names = "--service",
            paramLabel = "NAME",
            description =
                    "What is started to be asked: postgres (default), where rows of a table are updated, or kafka, "
                            + "to which records are written that all replicas must have.")
    private ServiceKind kind;

    @Option(
            names = "--target",
            paramLabel = "URL",
            description = "A service of yours instead: jdbc:postgresql:..., http(s)://..., tcp://HOST:PORT or "
                    + "kafka://HOST:PORT/TOPIC.")
    private String target;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Properties of the producers that ask a Kafka of yours, e.g. security.protocol and "
                    + "sasl.jaas.config. Only their names are shown.")
    private Path kafkaConfig;

    @Option(
            names = "--query",
            paramLabel = "SQL",
            description = "What a database of yours is asked; it must return rows (" + Expected.QUERY + ").")
    private String query;

    @Option(
            names = "--operation",
            defaultValue = "service.ask",
            paramLabel = "NAME",
            description = "What an operation is recorded as (${DEFAULT-VALUE}).")
    private String operation;

    @Option(
            names = "--timeout",
            defaultValue = "5s",
            converter = DurationConverter.class,
            description = "Of one operation (${DEFAULT-VALUE}).")
    private Duration timeout;

    @Option(
            names = "--warmup",
            defaultValue = "5s",
            converter = DurationConverter.class,
            description = "Time of each step before it is measured (${DEFAULT-VALUE}).")
    private Duration warmup;

    @Option(
            names = "--measured",
            defaultValue = "20s",
            converter = DurationConverter.class,
            description = "Time that each step is measured (${DEFAULT-VALUE}).")
    private Duration measured;

    @Option(
            names = "--cooldown",
            defaultValue = "2s",
            converter = DurationConverter.class,
            description = "Time after each step (${DEFAULT-VALUE}).")
    private Duration cooldown;

    @Mixin
    private ScaleOptions options;

    @Mixin
    private DocumentOutput output;

    @Override
    public Integer call() throws Exception {
        Settings.check(
                nodes.stream().allMatch(count -> count >= 1 && count <= MOST_NODES)
                        && nodes.stream().distinct().count() == nodes.size(),
                "--nodes must be different numbers from 1 to " + MOST_NODES + ", were " + nodes);
        Settings.check(target != null || query == null, "--query needs --target");
        Settings.check(target != null || kafkaConfig == null, "--kafka-config needs --target");
        Settings.check(target == null || kind == null, "either --service or --target");
        ServiceKind started = kind == null ? ServiceKind.POSTGRES : kind;
        RealTargets targets =
                new RealTargets(service(), started, operation, timeout, options.settings(), options.system("local"));
        SuiteRun run = new SuiteRun(
                suite(targets), targets, options, output, spec.commandLine().getErr());
        return run.run();
    }

    /** Empty: one is started. */
    private Optional<Service> service() {
        return Optional.ofNullable(target)
                .map(url ->
                        new Service(operation, url, query == null ? Expected.QUERY : query, timeout, kafkaSettings()));
    }

    private Map<String, String> kafkaSettings() {
        return kafkaConfig == null ? Map.of() : SettingsSources.properties(kafkaConfig);
    }

    private Suite suite(RealTargets targets) {
        Curve curve = new Curve(
                "real", "real", nodes, new Timing(warmup, measured, cooldown), NodeLimits.DEFAULT, Optional.empty());
        return new Suite("real", List.of(curve), Origin.REAL, targets.described());
    }
}

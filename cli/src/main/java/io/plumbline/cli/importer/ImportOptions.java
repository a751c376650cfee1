package io.plumbline.cli.importer;

import io.plumbline.cli.Clients;
import io.plumbline.cli.DocumentOutput;
import io.plumbline.cli.ExitCode;
import io.plumbline.cli.SettingsGroups;
import io.plumbline.cli.SettingsOptions;
import io.plumbline.cli.Shutdown;
import io.plumbline.producers.agent.NodeIdentity;
import io.plumbline.producers.importer.ImportJob;
import io.plumbline.producers.importer.ImportPlan;
import io.plumbline.producers.importer.ImportReport;
import io.plumbline.producers.importer.ImportTopics;
import io.plumbline.producers.importer.Importer;
import io.plumbline.producers.publish.CommitPolicy;
import io.plumbline.producers.publish.ResumablePublisher;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all imports take and do. */
final class ImportOptions {
    private static final String PATIENCE_MILLIS = "10000";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Mixin
    private SettingsOptions settings;

    @Mixin
    private DocumentOutput output;

    @Option(names = "--system", defaultValue = "imported", description = "The measured system (${DEFAULT-VALUE}).")
    private String system;

    @Option(names = "--run", description = "The run that it becomes (default: import- and a fingerprint of the files).")
    private String run;

    @Option(
            names = "--node",
            defaultValue = "import",
            description = "Who measured, e.g. the load generator (${DEFAULT-VALUE}).")
    private String node;

    @Option(names = "--release", defaultValue = "", description = "Software release of the measured system.")
    private String release;

    @Option(names = "--strict", description = "Publish nothing if a line is bad (default: all other lines).")
    private boolean strict;

    @Option(names = "--dry-run", description = "Only say what would be published; needs no Kafka.")
    private boolean dryRun;

    @Option(names = "--create-topics", description = "Create the topics of imports if they are missing.")
    private boolean createTopics;

    @Option(
            names = "--again",
            description = "Publish all of it, whatever is in this run already: its histograms count twice.")
    private boolean again;

    /** Imports {@code paths} and prints what became of it. */
    int run(Importer importer, List<Path> paths) throws IOException, ExecutionException, InterruptedException {
        Shutdown shutdown = Shutdown.onSignal();
        try (GivenFiles given = GivenFiles.of(paths, System.in)) {
            Settings all = settings.settings();
            TopicCatalogue topics = TopicCatalogue.from(all, ImportTopics.PREFIX, true);
            ImportPlan plan = plan(all, given.files().fingerprint(importer), shutdown);
            ImportJob job = new ImportJob(importer, given.files(), plan, topics);
            ImportReport report = dryRun ? job.trial() : publish(job, all, topics);
            output.print(report, () -> ImportText.of(report, dryRun));
            return shutdown.finished(exitCode(report));
        } finally {
            shutdown.closed();
        }
    }

    private ImportPlan plan(Settings all, String fingerprint, Shutdown shutdown) {
        String base = all.list("windows.levels", List.of("PT1S")).get(0);
        NodeIdentity identity = new NodeIdentity(
                system, run == null ? "import-" + fingerprint : run, node, release, Origin.IMPORTED, "", "");
        return new ImportPlan(
                identity,
                "import-" + fingerprint,
                Settings.parseDuration(base),
                strict,
                new ProgressLine(command.commandLine().getErr()),
                shutdown::isRequested);
    }

    private ImportReport publish(ImportJob job, Settings all, TopicCatalogue topics)
            throws IOException, ExecutionException, InterruptedException {
        Map<String, String> kafka = new HashMap<>(all.under("kafka."));
        kafka.putIfAbsent("max.block.ms", PATIENCE_MILLIS);
        Map<String, String> registry = all.under("registry.");
        try (Admin admin = Clients.admin(all)) {
            all.rejectUnknown(SettingsGroups.ALL);
            ImportTopics.check(admin, topics, createTopics);
        }
        if (strict) {
            job.trial();
        }
        try (RegistryClient client = RegistryClient.create(registry);
                ResumablePublisher publisher =
                        ResumablePublisher.open(topics, kafka, client, job.name(), CommitPolicy.ALONE)) {
            return again ? job.publishAgain(publisher) : job.publish(publisher, job.history(kafka, client));
        }
    }

    private static int exitCode(ImportReport report) {
        if (report.refused() > 0 || report.late() > 0) {
            return ExitCode.FINDING;
        }
        return report.from() == null || !report.complete() ? ExitCode.INCONCLUSIVE : ExitCode.FINE;
    }
}

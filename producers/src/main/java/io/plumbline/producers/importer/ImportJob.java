package io.plumbline.producers.importer;

import io.plumbline.producers.publish.EventSink;
import io.plumbline.producers.publish.ResumablePublisher;
import io.plumbline.schemas.event.RunEvent;
import io.plumbline.schemas.event.RunPhase;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Imports files: their operations at their own times, framed by the events of a run. */
public final class ImportJob {
    /** An import is one sequence. */
    private static final String PART = "all";

    private final Importer importer;
    private final ImportFiles files;
    private final ImportPlan plan;
    private final TopicCatalogue topics;

    public ImportJob(Importer importer, ImportFiles files, ImportPlan plan, TopicCatalogue topics) {
        this.importer = importer;
        this.files = files;
        this.plan = plan;
        this.topics = topics;
    }

    /**
     * Reads the files without publishing anything.
     *
     * @throws ConfigException if a file is not of the format, or has a bad line where none is allowed
     */
    public ImportReport trial() throws IOException {
        ImportSession session = read(NoSink.INSTANCE);
        return session.tally().report(importer.format(), plan, false, OptionalLong.empty(), session);
    }

    /**
     * What the import is published under: the same for the same files, read alike, into the same run.
     *
     * @see ResumablePublisher#open
     */
    public String name() {
        return "plumbline-" + plan.boot() + "/" + topics.runs().name() + "/"
                + plan.identity().system() + "/" + plan.identity().run();
    }

    /**
     * What is there of this import already.
     *
     * @param kafka settings of a consumer
     */
    public ImportHistory.State history(Map<String, String> kafka, RegistryClient registry) {
        return ImportHistory.of(plan, topics.runs(), kafka, registry);
    }

    /**
     * Publishes what the files hold and is not published yet. An import that is stopped has stored a part of what it had read, and
     * the same import goes on behind that.
     *
     * @param publisher of this job's {@link #name}
     * @param state of this import, read after {@code publisher} was opened; a complete one publishes nothing
     * @throws ConfigException like {@link #trial}, what stands before the bad line may be published by then; and if an import
     *     was begun so long ago that Kafka has forgotten how far it came
     * @throws io.plumbline.producers.publish.PublishException if Kafka cannot take it
     */
    public ImportReport publish(ResumablePublisher publisher, ImportHistory.State state) throws IOException {
        if (state == ImportHistory.State.COMPLETE) {
            return trial();
        }
        OptionalLong before = publisher.resume(PART);
        Settings.check(
                before.isPresent() || state == ImportHistory.State.NONE,
                "this import was begun and interrupted, and Kafka has forgotten how far it came (offsets.retention.minutes):"
                        + " import into another --run, or publish all of it --again");
        return store(publisher, before);
    }

    /** Publishes all of it, whatever is published already. */
    public ImportReport publishAgain(ResumablePublisher publisher) throws IOException {
        publisher.begin(PART);
        return store(publisher, OptionalLong.empty());
    }

    private ImportReport store(ResumablePublisher publisher, OptionalLong before) throws IOException {
        ImportReport report = publish(publisher, before);
        if (report.complete()) {
            publisher.flush();
        } else {
            publisher.commit();
        }
        return report;
    }

    /** Reads the files and gives what they hold to {@code sink}, the same each time. */
    ImportReport publish(EventSink sink, OptionalLong before) throws IOException {
        ImportSession session = read(sink);
        return session.tally().report(importer.format(), plan, true, before, session);
    }

    private ImportSession read(EventSink sink) throws IOException {
        ImportSession session = new ImportSession(
                plan, sink, topics, from -> sink.publish(topics.runs(), event(RunPhase.STARTED, from), from));
        try {
            readAll(session);
            session.end();
            Instant to = session.tally().to();
            if (to != null) {
                sink.publish(topics.runs(), event(RunPhase.FINISHED, to), to);
            }
        } catch (ImportStoppedException e) {
            session.cut();
        }
        return session;
    }

    private void readAll(ImportSession session) throws IOException {
        ImportReader reader = importer.open(session);
        for (Path path : files.paths()) {
            session.file(path.toString());
            try (InputStream file = files.open(path)) {
                reader.read(file);
            } catch (ConfigException e) {
                throw new ConfigException(
                        e.getMessage().startsWith(path.toString()) ? e.getMessage() : path + ": " + e.getMessage());
            }
        }
        reader.end();
    }

    private RunEvent event(RunPhase phase, Instant at) {
        Map<String, String> configuration = new TreeMap<>();
        importer.options().forEach((key, value) -> configuration.put("import." + key, value));
        configuration.put("import.format", importer.format());
        configuration.put(ImportHistory.BOOT, plan.boot());
        configuration.put(ImportHistory.COMPLETE, "true");
        configuration.put(
                "import.files",
                files.paths().stream()
                        .map(path -> String.valueOf(path.getFileName()))
                        .collect(Collectors.joining(",")));
        return RunEvent.newBuilder()
                .setSystem(plan.identity().system())
                .setRun(plan.identity().run())
                .setPhase(phase)
                .setAt(at)
                .setRelease(plan.identity().release())
                .setOrigin(plan.identity().origin())
                .setConfiguration(configuration)
                .build();
    }
}

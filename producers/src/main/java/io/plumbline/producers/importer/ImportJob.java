package io.plumbline.producers.importer;

import io.plumbline.producers.publish.EventSink;
import io.plumbline.schemas.event.RunEvent;
import io.plumbline.schemas.event.RunPhase;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Imports files: their operations at their own times, framed by the events of a run. */
public final class ImportJob {
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
        return session.end().report(importer.format(), plan, false, session);
    }

    /**
     * Reads the files and gives what they hold to {@code sink}. An import that is stopped has published what it had read.
     *
     * @throws ConfigException like {@link #trial}: what stands before the bad line may be published by then
     * @throws io.plumbline.producers.publish.PublishException if the sink cannot take it
     */
    public ImportReport publish(EventSink sink) throws IOException {
        ImportSession session = read(sink);
        ImportTally tally = session.end();
        if (tally.from() != null) {
            boolean complete = session.complete();
            sink.publish(topics.runs(), event(RunPhase.STARTED, tally.from(), complete), tally.from());
            sink.publish(topics.runs(), event(RunPhase.FINISHED, tally.to(), complete), tally.to());
        }
        return tally.report(importer.format(), plan, true, session);
    }

    private ImportSession read(EventSink sink) throws IOException {
        ImportSession session = new ImportSession(plan, sink, topics);
        try {
            readAll(session);
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

    private RunEvent event(RunPhase phase, Instant at, boolean complete) {
        Map<String, String> configuration = new TreeMap<>();
        importer.options().forEach((key, value) -> configuration.put("import." + key, value));
        configuration.put("import.format", importer.format());
        configuration.put(ImportHistory.BOOT, plan.boot());
        configuration.put(ImportHistory.COMPLETE, Boolean.toString(complete));
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

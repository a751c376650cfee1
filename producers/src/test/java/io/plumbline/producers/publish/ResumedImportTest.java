package io.plumbline.producers.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.producers.Pipeline;
import io.plumbline.producers.SharedPipeline;
import io.plumbline.producers.agent.NodeIdentity;
import io.plumbline.producers.importer.CsvImporter;
import io.plumbline.producers.importer.CsvMapping;
import io.plumbline.producers.importer.ImportFiles;
import io.plumbline.producers.importer.ImportHistory;
import io.plumbline.producers.importer.ImportJob;
import io.plumbline.producers.importer.ImportPlan;
import io.plumbline.producers.importer.ImportReport;
import io.plumbline.producers.importer.Importer;
import io.plumbline.producers.importer.PrometheusImporter;
import io.plumbline.producers.importer.TimeFormat;
import io.plumbline.producers.importer.TimeUnits;
import io.plumbline.producers.publish.KilledProducer.Killed;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.OperationSummary;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.RunEvent;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An import is published once, wherever it was interrupted. */
class ResumedImportTest {
    private static final Instant EIGHT = Instant.parse("2026-03-02T08:00:00Z");
    private static final CommitPolicy TWO_RECORDS = new CommitPolicy(2, Duration.ofMinutes(1));

    @RegisterExtension
    static final SharedPipeline SHARED = new SharedPipeline();

    @TempDir
    private Path directory;

    private final Pipeline pipeline = SHARED.get();
    private BooleanSupplier stopped = () -> false;

    @Test
    void eachMeasurementIsThereOnceWhereverItsImportWasKilled() throws Exception {
        TopicCatalogue topics = pipeline.topics("killed-events");
        Path file = events(700); // a full batch and one of 200

        assertOnceWhereverKilled(topics, csv(), List.of(file), 4, 2);

        assertThat(pipeline.read(topics.measurements(), "read_uncommitted").size())
                .as("what transactions that were given up hold, too")
                .isGreaterThan(pipeline.read(topics.measurements()).size());
    }

    @Test
    void eachHistogramIsThereOnceWhereverItsImportWasKilled() throws Exception {
        TopicCatalogue topics = pipeline.topics("killed-histograms");
        List<Path> files = scrapes(4);

        assertOnceWhereverKilled(topics, prometheus(files.size()), files, 5, 3);

        assertThat(pipeline.read(topics.summaries(), "read_uncommitted").size())
                .isGreaterThan(pipeline.read(topics.summaries()).size());
    }

    @Test
    void whoStopsAnImportGoesOnWithTheSameImport() throws Exception {
        TopicCatalogue topics = pipeline.topics("stopped");
        Path file = events(70_000); // 65,536 wait for their place in time
        AtomicInteger looks = new AtomicInteger();
        stopped = () -> looks.incrementAndGet() > 68_000;
        ImportReport first = publish(topics, job(topics, "run", csv(), List.of(file)));
        stopped = () -> false;
        ImportReport second = publish(topics, job(topics, "run", csv(), List.of(file)));

        assertThat(first.complete()).isFalse();
        assertThat(first.resumedAfter()).isNull();
        assertThat(second.complete()).isTrue();
        assertThat(second.resumedAfter()).isEqualTo(2_000); // 2,464 were in order; what did not fill a batch is not cut
        assertThat(pipeline.values(topics.measurements()).stream()
                        .mapToLong(batch -> batch.getMeasurements().size())
                        .sum())
                .isEqualTo(70_000);
        assertThat(publish(topics, job(topics, "run", csv(), List.of(file))).published())
                .isFalse();
    }

    @Test
    void theLaterOfTwoTakesTheImportOver() throws Exception {
        TopicCatalogue topics = pipeline.topics("twice");
        List<Path> files = scrapes(4);
        ImportJob job = job(topics, "run", prometheus(4), files);
        try (ResumablePublisher first = open(topics, job, CommitPolicy.ALONE)) {
            ImportReport second = publish(topics, job);

            assertThat(second.complete()).isTrue();
            assertThatThrownBy(() -> job.publish(first, ImportHistory.State.NONE))
                    .isInstanceOf(PublishException.class)
                    .hasMessageContaining("published by somebody else")
                    .hasCauseInstanceOf(ApplicationRecoverableException.class);
        }
        assertThat(pipeline.values(topics.summaries())).hasSize(3);
    }

    @Test
    void whatCannotBeTheSameImportIsNotResumed() throws Exception {
        TopicCatalogue topics = pipeline.topics("other");
        List<Path> files = scrapes(4);
        ImportJob job = job(topics, "run", prometheus(4), files);
        killAt(4, topics, job); // after the first commit: the begin of the run and one summary
        ImportJob shorter = job(topics, "run", prometheus(4), files, Duration.ofMillis(500));

        assertThatThrownBy(() -> publish(topics, shorter))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("is not what comes now");
        assertThat(pipeline.values(topics.summaries())).hasSize(1);
        assertThat(publish(topics, job).resumedAfter()).isEqualTo(1);
    }

    @Test
    void anImportWhosePositionIsForgottenIsNotBegunAgainInSilence() throws Exception {
        TopicCatalogue topics = pipeline.topics("forgotten");
        List<Path> files = scrapes(4);
        ImportJob job = job(topics, "run", prometheus(4), files);
        killAt(4, topics, job);
        try (Admin admin = Admin.create(Map.<String, Object>copyOf(pipeline.kafkaSettings()))) {
            admin.deleteConsumerGroups(List.of(job.name()))
                    .all()
                    .get(); // as Kafka does after offsets.retention.minutes
        }

        assertThatThrownBy(() -> publish(topics, job))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Kafka has forgotten how far it came");
        try (ResumablePublisher publisher = open(topics, job, CommitPolicy.ALONE)) {
            assertThat(job.publishAgain(publisher).complete()).isTrue();
        }
        assertThat(pipeline.values(topics.summaries())).hasSize(1 + 3); // as it was wanted
    }

    /** Kills an import of so many records and commits at each of its steps, and runs each again to its end. */
    private void assertOnceWhereverKilled(
            TopicCatalogue topics, Importer importer, List<Path> files, int records, int commits) throws IOException {
        int steps = killAt(Integer.MAX_VALUE, topics, job(topics, "whole", importer, files));
        assertThat(steps).isEqualTo(records + 2 * commits); // before each record, before and after each commit
        for (int step = 1; step <= steps; step++) {
            ImportJob job = job(topics, "killed-" + step, importer, files);
            killAt(step, topics, job);
            assertThat(publish(topics, job).complete()).isTrue();
        }
        Map<String, List<String>> published = published(topics);
        List<String> whole = published.get("whole");
        assertThat(whole).hasSize(records);
        IntStream.rangeClosed(1, steps)
                .forEach(step -> assertThat(published.get("killed-" + step))
                        .as("killed at step " + step)
                        .isEqualTo(whole));
    }

    /** Returns how many steps there were. */
    private int killAt(int step, TopicCatalogue topics, ImportJob job) throws IOException {
        List<KilledProducer> producers = new ArrayList<>();
        try (ResumablePublisher publisher =
                KilledProducer.publisher(pipeline, topics, job.name(), TWO_RECORDS, step, producers)) {
            job.publish(publisher, ImportHistory.State.NONE);
        } catch (Killed e) {
            assertThat(producers.get(0).steps()).isEqualTo(step);
        }
        return producers.get(0).steps();
    }

    private ImportReport publish(TopicCatalogue topics, ImportJob job) throws IOException {
        try (ResumablePublisher publisher = open(topics, job, TWO_RECORDS)) {
            return job.publish(publisher, job.history(pipeline.kafkaSettings(), pipeline.registry()));
        }
    }

    private ResumablePublisher open(TopicCatalogue topics, ImportJob job, CommitPolicy policy) {
        return ResumablePublisher.open(topics, pipeline.kafkaSettings(), pipeline.registry(), job.name(), policy);
    }

    private ImportJob job(TopicCatalogue topics, String run, Importer importer, List<Path> files) {
        return job(topics, run, importer, files, Duration.ofSeconds(1));
    }

    private ImportJob job(TopicCatalogue topics, String run, Importer importer, List<Path> files, Duration baseWindow) {
        NodeIdentity identity = new NodeIdentity("shop", run, "generator", "", Origin.IMPORTED, "", "");
        ImportPlan plan =
                new ImportPlan(identity, "import-7", baseWindow, false, events -> {}, () -> stopped.getAsBoolean());
        return new ImportJob(importer, new ImportFiles(files), plan, topics);
    }

    /** What each run has, one line for each record. */
    private Map<String, List<String>> published(TopicCatalogue topics) {
        Map<String, List<String>> result = new HashMap<>();
        for (MeasurementBatch batch : pipeline.values(topics.measurements())) {
            result.computeIfAbsent(batch.getRun(), run -> new ArrayList<>())
                    .add(batch.getBoot() + " from " + batch.getFirstSequence() + ": "
                            + batch.getMeasurements().size());
        }
        for (OperationSummary summary : pipeline.values(topics.summaries())) {
            result.computeIfAbsent(summary.getRun(), run -> new ArrayList<>())
                    .add(summary.getOperation() + " at " + summary.getWindowStart() + ": " + summary.getOkCount());
        }
        for (RunEvent event : pipeline.values(topics.runs())) {
            result.computeIfAbsent(event.getRun(), run -> new ArrayList<>())
                    .add(event.getPhase() + " " + event.getAt());
        }
        return result;
    }

    private Path events(int count) throws IOException {
        Stream<String> rows = IntStream.range(0, count).mapToObj(i -> EIGHT.plusMillis(i) + ",read,1");
        return Files.write(
                directory.resolve("events.csv"),
                Stream.concat(Stream.of("at,method,ms"), rows).toList());
    }

    private static Importer csv() {
        return new CsvImporter(new CsvMapping(
                "method",
                "",
                "at",
                false,
                TimeFormat.of("iso", "UTC"),
                "ms",
                TimeUnits.of("ms"),
                "",
                List.of(),
                List.of(),
                "",
                List.of(),
                ','));
    }

    /** Each has one operation more than the one before. */
    private List<Path> scrapes(int count) throws IOException {
        List<Path> result = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            String text =
                    "# TYPE t_seconds histogram\nt_seconds_bucket{le=\"1\"} %1$d\nt_seconds_bucket{le=\"+Inf\"} %1$d\n";
            result.add(Files.writeString(directory.resolve(i + ".txt"), text.formatted(i)));
        }
        return result;
    }

    private static Importer prometheus(int scrapes) {
        List<Instant> times = IntStream.range(0, scrapes)
                .mapToObj(i -> EIGHT.plusSeconds(10L * i).plusMillis(250))
                .toList();
        return new PrometheusImporter(times, null, List.of());
    }
}

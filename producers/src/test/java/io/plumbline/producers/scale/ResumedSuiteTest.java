package io.plumbline.producers.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.producers.Pipeline;
import io.plumbline.producers.SharedPipeline;
import io.plumbline.producers.publish.CommitPolicy;
import io.plumbline.producers.publish.KilledProducer;
import io.plumbline.producers.publish.KilledProducer.Killed;
import io.plumbline.producers.publish.ResumablePublisher;
import io.plumbline.producers.simulation.SignatureCosts;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.NodeStatus;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.ResourceSample;
import io.plumbline.schemas.event.RunEvent;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.ConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A suite is published once, wherever it was killed. */
class ResumedSuiteTest {
    private static final Instant STARTED = Instant.parse("2026-11-21T08:00:07Z");
    private static final CommitPolicy FORTY_RECORDS = new CommitPolicy(40, Duration.ofMinutes(1));
    private static final List<Curve> CURVES = StepFilter.of(List.of()).curves(SuiteFile.parse("small.yaml", """
                    - name: small
                      node_counts: [4, 5]
                      network_conditions: [lan]
                      target_operations_per_second: 2
                      test_duration_per_scale: 3
                      warmup_duration: 1
                    """));
    private static final List<Step> STEPS = CURVES.get(0).steps();

    @RegisterExtension
    static final SharedPipeline SHARED = new SharedPipeline();

    @TempDir
    private Path directory;

    private final Pipeline pipeline = SHARED.get();

    @Test
    void eachEventIsThereOnceWhereverItsSuiteWasKilled() throws Exception {
        TopicCatalogue topics = pipeline.topics("suite");
        int steps = runUntil(Integer.MAX_VALUE, topics, "whole");
        for (int step = 1; step <= steps; step += 17) {
            assertGoesOnWhereItWasKilled(topics, step);
        }
        assertGoesOnWhereItWasKilled(topics, steps); // all is committed, but not all in the checkpoint

        Map<String, List<String>> published = published(topics);
        assertThat(published).hasSizeGreaterThan(8);
        assertThat(published.get("whole")).hasSizeGreaterThan(100);
        published.forEach((run, records) -> assertThat(records).as(run).isEqualTo(published.get("whole")));
        assertThat(pipeline.read(topics.measurements(), "read_uncommitted").size())
                .isGreaterThan(pipeline.read(topics.measurements()).size());
    }

    @Test
    void whatASuiteHadNotCommittedMakesItNotLate() throws Exception {
        TopicCatalogue topics = pipeline.topics("own");
        KilledProducer producer = killed(40, topics, "own", new CommitPolicy(10_000, Duration.ofMinutes(1)));
        assertThat(producer.steps()).isEqualTo(40);
        Instant before = STARTED.minus(Duration.ofMinutes(10)); // of all events of the suite

        try (ResumablePublisher publisher = open(topics, "own")) {
            assertThat(publisher.isMarked()).isFalse(); // nobody marked it
            LatestEvents.checkNoneAfter(before, pipeline.kafkaSettings(), topics); // given up, they are nobody's
        }
        runUntil(Integer.MAX_VALUE, topics, "others");
        assertThatThrownBy(() -> LatestEvents.checkNoneAfter(before, pipeline.kafkaSettings(), topics))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("own.measurements has events up to 2026-11-21T0");
        LatestEvents.checkNoneAfter(STARTED, pipeline.kafkaSettings(), topics);
    }

    @Test
    void withoutItsTopicsASuiteSaysWhatMakesThem() {
        TopicCatalogue missing = new TopicCatalogue("missing-suite.", 1);
        try (ResumablePublisher publisher = open(missing, "missing")) {
            assertThat(publisher.isMarked()).isFalse();
            assertThatThrownBy(() -> LatestEvents.checkNoneAfter(STARTED, pipeline.kafkaSettings(), missing))
                    .isInstanceOf(ConfigException.class)
                    .hasMessage("there is no topic missing-suite.measurements: plumbline topics apply makes it");
        }
    }

    @Test
    void aPublisherKnowsThatItsSuiteHasBegunAndHowFarItCame() throws Exception {
        TopicCatalogue topics = pipeline.topics("marked");
        try (ResumablePublisher publisher = open(topics, "marked")) {
            publisher.mark();
        }
        try (ResumablePublisher publisher = open(topics, "marked")) {
            assertThat(publisher.isMarked()).isTrue();
            assertThat(publisher.reached(STEPS.get(0).key())).isEmpty();
            target(topics, publisher, "marked").measure(STEPS.get(0));
        }
        try (ResumablePublisher publisher = open(topics, "marked")) {
            Instant end = timeline().start(STEPS.get(0)).plusSeconds(4);
            assertThat(publisher.reached(STEPS.get(0).key())).contains(end);
            assertThat(publisher.reached(STEPS.get(1).key())).isEmpty();
        }
    }

    private void assertGoesOnWhereItWasKilled(TopicCatalogue topics, int step) throws Exception {
        String run = "killed-" + step;
        assertThat(runUntil(step, topics, run)).isEqualTo(step);
        runUntil(Integer.MAX_VALUE, topics, run);
    }

    private int runUntil(int step, TopicCatalogue topics, String run) throws Exception {
        return killed(step, topics, run, FORTY_RECORDS).steps();
    }

    /** Runs the suite from its beginning or its checkpoint, until it ends or is killed. */
    private KilledProducer killed(int step, TopicCatalogue topics, String run, CommitPolicy policy) throws Exception {
        CheckpointFile file = new CheckpointFile(directory.resolve(run + ".json"));
        Checkpoint from = file.read().orElse(Checkpoint.start(Map.of(), Map.of(), STARTED, true));
        List<KilledProducer> producers = new ArrayList<>();
        try (ResumablePublisher publisher =
                KilledProducer.publisher(pipeline, topics, "suite-" + run, policy, step, producers)) {
            new Controller(target(topics, publisher, run), file, new Silent(), 1).run(CURVES, from, () -> false);
        } catch (Killed e) {
            assertThat(file.read().orElseThrow().results()).hasSizeLessThan(STEPS.size());
        }
        return producers.get(0);
    }

    private Target target(TopicCatalogue topics, ResumablePublisher publisher, String run) {
        SimulatedTarget simulated = new SimulatedTarget(new SignatureCosts("test", 100_000, 50_000, 64, "made up"), 1);
        Map<String, RunEvents> runs = CURVES.stream()
                .collect(Collectors.toMap(
                        Curve::name,
                        curve ->
                                new RunEvents(publisher, topics.runs(), "simulated", run, Origin.SIMULATED, Map.of())));
        return new PublishedTarget(simulated, publisher, topics, runs, timeline(), Tempo.fast());
    }

    private static Timeline timeline() {
        return Timeline.endingAt(STARTED, STEPS);
    }

    private ResumablePublisher open(TopicCatalogue topics, String run) {
        return ResumablePublisher.open(
                topics, pipeline.kafkaSettings(), pipeline.registry(), "suite-" + run, FORTY_RECORDS);
    }

    /** What each run has, one line for each record. */
    private Map<String, List<String>> published(TopicCatalogue topics) {
        return Stream.of(
                        lines(
                                pipeline.values(topics.measurements()),
                                MeasurementBatch::getRun,
                                batch -> batch.getNode()
                                        + " " + batch.getBoot() + " " + batch.getFirstSequence() + " "
                                        + batch.getMeasurements()),
                        lines(
                                pipeline.values(topics.resources()),
                                ResourceSample::getRun,
                                sample -> sample.getNode() + " " + sample.getSequence() + " " + sample.getSampledAt()),
                        lines(
                                pipeline.values(topics.nodes()),
                                NodeStatus::getRun,
                                status -> status.getNode() + " " + status.getState() + " " + status.getHeartbeatAt()),
                        lines(
                                pipeline.values(topics.runs()),
                                RunEvent::getRun,
                                event -> event.getPhase() + " " + event.getStage() + " " + event.getAt()))
                .flatMap(lines -> lines)
                .collect(Collectors.groupingBy(Line::run, Collectors.mapping(Line::text, Collectors.toList())));
    }

    private record Line(String run, String text) {}

    private static <V> Stream<Line> lines(List<V> values, Function<V, String> run, Function<V, String> text) {
        return values.stream().map(value -> new Line(run.apply(value), text.apply(value)));
    }

    private static final class Silent implements Progress {
        @Override
        public void show(State state) {}

        @Override
        public void measured(Step step, StepResult result, State state) {}
    }
}

package io.plumbline.producers.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.producers.publish.RecordingSink;
import io.plumbline.producers.simulation.SignatureCosts;
import io.plumbline.producers.simulation.SimulatedEvents;
import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.schemas.event.RunEvent;
import io.plumbline.schemas.topic.TopicCatalogue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublishedTargetTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:07.5Z");
    private static final TopicCatalogue TOPICS = new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX, 1);
    private static final List<Curve> CURVES = StepFilter.of(List.of()).curves(SuiteFile.parse("small.yaml", """
                    - name: small
                      node_counts: [4, 7]
                      network_conditions: [lan, wan]
                      target_operations_per_second: 2
                      test_duration_per_scale: 11
                      warmup_duration: 3
                      cooldown_duration: 1
                    """));
    private static final List<Step> STEPS =
            CURVES.stream().flatMap(curve -> curve.steps().stream()).toList();

    private final SimulatedTarget simulated =
            new SimulatedTarget(new SignatureCosts("test", 100_000, 50_000, 64, "made up"), 1);
    private final RecordingSink sink = new RecordingSink();
    private final Map<String, RunEvents> runs = new HashMap<>();
    private Target target;

    @BeforeEach
    void open() {
        for (Curve curve : CURVES) {
            runs.put(
                    curve.name(),
                    new RunEvents(
                            sink,
                            TOPICS.runs(),
                            "simulated",
                            curve.name() + "_1",
                            Origin.SIMULATED,
                            curve.configuration()));
        }
        target = new PublishedTarget(simulated, sink, TOPICS, runs, Timeline.endingAt(NOW, STEPS), Tempo.fast());
    }

    @Test
    void virtualTimeRunsThroughTheSuiteOnFullTensOfSecondsAndEndsAboutNow() {
        Timeline timeline = Timeline.endingAt(NOW, STEPS);

        assertThat(STEPS.stream().map(timeline::start))
                .containsExactly(
                        Instant.parse("2026-11-21T07:58:40Z"), // each takes 15 s, so 20 s of the grid
                        Instant.parse("2026-11-21T07:59:00Z"),
                        Instant.parse("2026-11-21T07:59:20Z"),
                        Instant.parse("2026-11-21T07:59:40Z"));
        assertThat(timeline.begin()).isEqualTo(timeline.start(STEPS.get(0)));
    }

    @Test
    void atRealPaceASuiteBeginsAtTheNextFullTenSeconds() {
        Timeline timeline = Timeline.beginningAt(NOW, STEPS);

        assertThat(timeline.begin()).isEqualTo(Instant.parse("2026-11-21T08:00:10Z"));
        assertThat(timeline.start(STEPS.get(1))).isEqualTo(Instant.parse("2026-11-21T08:00:30Z"));
    }

    @Test
    void noEventIsPublishedBeforeTheSecondOfItsTimeHasCome() throws Exception {
        List<Instant> allowed = new ArrayList<>();
        Timeline timeline = Timeline.beginningAt(NOW, STEPS);
        Instant start = timeline.start(STEPS.get(0));
        target = new PublishedTarget(simulated, sink, TOPICS, runs, timeline, virtual -> {
            sink.flush();
            assertThat(sink.records())
                    .filteredOn(record -> !record.topic().equals(TOPICS.runs().name())) // stages are announced
                    .allMatch(record -> record.at().isBefore(virtual.plusMillis(1)));
            allowed.add(virtual);
        });

        target.measure(STEPS.get(0));

        assertThat(allowed.get(0)).isEqualTo(start);
        assertThat(allowed).isSorted();
        assertThat(allowed.stream().distinct()).hasSize(15); // its start, and each of 14 seconds
    }

    @Test
    void whatIsBehindDoesNotWait() throws Exception {
        Tempo tempo = Tempo.real(Clock.fixed(NOW, ZoneOffset.UTC));

        tempo.await(NOW.minusSeconds(3_600));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> tempo.await(NOW.plusSeconds(3_600))).isInstanceOf(InterruptedException.class);
    }

    @Test
    void publishingChangesNoFigure() throws Exception {
        for (Step step : STEPS) {
            assertThat(target.measure(step)).isEqualTo(simulated.measure(step));
        }
    }

    @Test
    void theRunOfEachCurveHasItsStages() throws Exception {
        measureAll();

        List<RunEvent> lan = sink.values(RunEvent.class).stream()
                .filter(event -> event.getRun().equals("small_lan_1"))
                .toList();
        assertThat(lan)
                .extracting(event ->
                        event.getPhase() + " " + event.getStage() + " " + event.getNodes() + " " + event.getAt())
                .containsExactly(
                        "STARTED  4 2026-11-21T07:58:40Z",
                        "STAGE warm-up 4 4 2026-11-21T07:58:40Z",
                        "STAGE nodes 4 4 2026-11-21T07:58:43Z",
                        "STAGE cool-down 4 4 2026-11-21T07:58:54Z",
                        "STAGE warm-up 7 7 2026-11-21T07:59:00Z",
                        "STAGE nodes 7 7 2026-11-21T07:59:03Z",
                        "STAGE cool-down 7 7 2026-11-21T07:59:14Z",
                        "FINISHED  7 2026-11-21T07:59:14Z");
        assertThat(lan)
                .allMatch(event -> event.getOrigin() == Origin.SIMULATED)
                .allMatch(event ->
                        event.getConfiguration().get("network_conditions").equals("lan"));
    }

    @Test
    void theEventsAreThoseThatTheFiguresCount() throws Exception {
        StepResult result = target.measure(STEPS.get(0));
        sink.flush();

        Instant measured = Instant.parse("2026-11-21T07:58:43Z");
        long committed = sink.measurements().stream()
                .filter(event -> event.getOperation().equals(SimulatedEvents.ROUND))
                .filter(event -> event.getOutcome() == Outcome.OK)
                .filter(event -> !completion(event).isBefore(measured)
                        && completion(event).isBefore(measured.plus(Duration.ofSeconds(11))))
                .count();
        assertThat(committed).isEqualTo(result.operations());
    }

    @Test
    void noEventOfAStepIsOfAnothersTimeAndAllAreMarked() throws Exception {
        measureAll();
        sink.flush();

        for (MeasurementBatch batch : sink.values(MeasurementBatch.class)) {
            assertThat(batch.getOrigin()).isEqualTo(Origin.SIMULATED);
            boolean isLan = batch.getRun().equals("small_lan_1");
            Instant from = Instant.parse(isLan ? "2026-11-21T07:58:40Z" : "2026-11-21T07:59:20Z");
            assertThat(batch.getMeasurements())
                    .allMatch(event -> !completion(event).isBefore(from)
                            && completion(event).isBefore(from.plusSeconds(40)));
        }
        List<Instant> times =
                sink.records().stream().map(RecordingSink.Published::at).toList();
        assertThat(times).allMatch(at -> at.isBefore(NOW));
    }

    private void measureAll() throws Exception {
        for (Step step : STEPS) {
            target.measure(step);
        }
    }

    private static Instant completion(Measurement event) {
        return event.getIntendedStart().plusNanos(event.getDurationNanos());
    }
}

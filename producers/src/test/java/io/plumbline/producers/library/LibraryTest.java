package io.plumbline.producers.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import io.plumbline.producers.Pipeline;
import io.plumbline.producers.SharedPipeline;
import io.plumbline.producers.agent.Operation;
import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.ConfigException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

class LibraryTest {
    @RegisterExtension
    static final SharedPipeline SHARED = new SharedPipeline();

    private final Pipeline pipeline = SHARED.get();
    private TopicCatalogue topics;
    private Plumbline plumbline;

    @BeforeEach
    void start(TestInfo test) throws Exception {
        String prefix = "library-" + test.getTestMethod().orElseThrow().getName();
        topics = pipeline.topics(prefix);
        plumbline = Plumbline.agent("shop")
                .node("checkout-1")
                .release("4.2")
                .kafka(pipeline.kafkaSettings())
                .registry(pipeline.registrySettings())
                .topicPrefix(prefix + ".")
                .start();
    }

    @Test
    void tasksRecordHowTheyEndedAndTheCallerGetsWhatTheyReturn() throws Exception {
        Timing timing = plumbline.timing();
        timing.runnable("run", () -> {}).run();
        assertThat(timing.supplier("supply", () -> 7).get()).isEqualTo(7);
        assertThat(timing.callable("call", () -> 8).call()).isEqualTo(8);
        assertThatThrownBy(timing.runnable("run", () -> {
                    throw new IllegalStateException("broken");
                })::run)
                .hasMessage("broken");
        CompletableFuture<Integer> late = new CompletableFuture<>();
        CompletableFuture<Integer> timed = timing.future("future", () -> late);
        late.completeExceptionally(new TimeoutException("slow"));
        assertThat(timed).isCompletedExceptionally();
        assertThat(timing.future("future", () -> CompletableFuture.completedFuture(9)))
                .isCompletedWithValue(9);

        assertThat(recorded())
                .containsExactlyInAnyOrder(
                        tuple("run", Outcome.OK, Map.of()),
                        tuple("supply", Outcome.OK, Map.of()),
                        tuple("call", Outcome.OK, Map.of()),
                        tuple("run", Outcome.ERROR, Map.of()),
                        tuple("future", Outcome.TIMEOUT, Map.of()),
                        tuple("future", Outcome.OK, Map.of()));
    }

    @Test
    void aTaskOfAnExecutorIsDueWhenItIsGiven() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        Executor timed = plumbline.timing().executor("task", waiting::add);
        timed.execute(() -> {});
        waiting.remove().run();
        Executor full = plumbline.timing().executor("rejected", task -> {
            throw new RejectedExecutionException("full");
        });
        assertThatThrownBy(() -> full.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);

        assertThat(recorded())
                .containsExactlyInAnyOrder(
                        tuple("task", Outcome.OK, Map.of()), tuple("rejected", Outcome.ERROR, Map.of()));
        Measurement task = measurements().stream()
                .filter(measurement -> measurement.getOperation().equals("task"))
                .findFirst()
                .orElseThrow();
        assertThat(task.getServiceNanos()).isNotNull().isLessThanOrEqualTo(task.getDurationNanos());
    }

    @Test
    void micrometersTimesAreMeasurementsWithTheirTags() {
        PlumblineMeterRegistry meters = plumbline.meterRegistry();
        Timer timer = meters.timer("http", "uri", "/cart", "exception", "None");
        timer.record(Duration.ofMillis(3));
        meters.timer("http", "uri", "/pay", "exception", "ReadTimeoutException").record(Duration.ofMillis(5));
        DistributionSummary.builder("queued")
                .baseUnit("milliseconds")
                .register(meters)
                .record(2.5);
        DistributionSummary.builder("size").baseUnit("bytes").register(meters).record(4_096);
        meters.counter("orders").increment();
        meters.gauge("depth", 3);

        assertThat(timer.count()).isEqualTo(1); // and Micrometer's own figures go on
        assertThat(meters.counter("orders").count()).isEqualTo(1);
        assertThat(recorded())
                .containsExactlyInAnyOrder(
                        tuple("http", Outcome.OK, Map.of("uri", "/cart", "exception", "None")),
                        tuple("http", Outcome.TIMEOUT, Map.of("uri", "/pay", "exception", "ReadTimeoutException")),
                        tuple("queued", Outcome.OK, Map.of()));
        assertThat(measurements())
                .extracting(Measurement::getDurationNanos)
                .contains(3_000_000L, 5_000_000L, 2_500_000L);
    }

    @Test
    void seriesBeyondTheLimitAreOneAndLongLabelsAreCut() {
        SeriesLimit series = new SeriesLimit(plumbline.agent(), 2);
        Operation first = series.operation("a", Map.of("id", "x".repeat(300)));
        assertThat(first.labels().get("id")).hasSize(256);
        assertThat(series.operation("a", Map.of("id", "2")).name()).isEqualTo("a");
        assertThat(series.operation("a", Map.of("id", "3")).name()).isEqualTo("(overflow)");
        assertThat(series.operation("b", Map.of()).name()).isEqualTo("(overflow)");
        assertThat(series.operation("a", Map.of("id", "x".repeat(300)))).isSameAs(first);
        assertThat(series.overflowed()).isEqualTo(2);
        plumbline.close();
    }

    @Test
    void aMisspeltSettingStopsTheStart() {
        assertThatThrownBy(() -> Plumbline.agent("shop")
                        .kafka("127.0.0.1:1")
                        .registry("http://127.0.0.1:1")
                        .set("agent.nod", "x")
                        .start())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("agent.nod");
        assertThatThrownBy(() ->
                        Plumbline.agent("shop").registry("http://127.0.0.1:1").start())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("kafka.bootstrap.servers");
        plumbline.close();
    }

    /** Closes the agent, which delivers, and reads all but its own. */
    private List<Tuple> recorded() {
        plumbline.close();
        return measurements().stream()
                .map(m -> tuple(m.getOperation(), m.getOutcome(), m.getLabels()))
                .toList();
    }

    private List<Measurement> measurements() {
        return pipeline.values(topics.measurements()).stream()
                .map(MeasurementBatch::getMeasurements)
                .flatMap(List::stream)
                .filter(measurement -> !measurement.getOperation().equals("kafka.produce"))
                .toList();
    }
}

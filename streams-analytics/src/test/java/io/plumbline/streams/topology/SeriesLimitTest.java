package io.plumbline.streams.topology;

import static io.plumbline.streams.topology.Agent.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.OperationSummary;
import io.plumbline.schemas.event.WindowStats;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is taken of agents that say too much, or what cannot be true. */
class SeriesLimitTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Pipeline pipeline = new Pipeline(Map.of("windows.series.limit", "3", "windows.past.limit", "50m"));
    private final Agent shop = new Agent("a");

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void whatIsBeyondTheLimitOfASystemSharesOneSeriesAndNoneIsLost() {
        pipeline.send(operations(0, 10));
        MeasurementBatch other = new Agent("b").batch(event("pay", now(), 100));
        other.setSystem("bank");
        pipeline.send(other);
        pipeline.pass(Duration.ofSeconds(6));

        List<WindowStats> rows = pipeline.rows();
        assertThat(counts(rows, SECOND, ""))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "shop//o0",
                        1L,
                        "shop//o1",
                        1L,
                        "shop//o2",
                        1L,
                        "shop/(overflow)/(overflow)",
                        7L,
                        "bank//pay",
                        1L));
        assertThat(counts(rows, Duration.ofMinutes(1), "(overflow)"))
                .isEqualTo(Map.of("shop/(overflow)/(overflow)", 7L));
        assertThat(counts(rows, Duration.ofMinutes(1), "b")).isEqualTo(Map.of("bank//pay", 1L));
        assertThat(pipeline.counter("series.overflow")).isEqualTo(7);
        assertThat(pipeline.counter("events")).isEqualTo(11);
    }

    @Test
    void thereIsRoomAgainWhenTheWindowsHaveClosed() {
        pipeline.send(operations(0, 5));
        pipeline.pass(Duration.ofSeconds(6));
        pipeline.rows();

        pipeline.send(operations(3, 6)); // o3 and o4 overflowed before
        pipeline.pass(Duration.ofSeconds(6));

        assertThat(counts(pipeline.rows(), SECOND, "")).containsOnlyKeys("shop//o3", "shop//o4", "shop//o5");
        assertThat(pipeline.counter("series.overflow")).isEqualTo(2);
    }

    @Test
    void agentsThatSummariseForThemselvesAreHeldToTheSameLimit() {
        pipeline.pass(Duration.ofSeconds(6)); // the partition of events is idle
        IntStream.range(0, 10).forEach(i -> pipeline.send(summary("o" + i, "a")));
        pipeline.send(summary("o2", "b")); // one more series of an operation that has its place
        OperationSummary other = summary("pay", "b");
        other.setSystem("bank");
        pipeline.send(other);
        pipeline.pass(Duration.ofSeconds(6));

        List<WindowStats> rows = pipeline.rows();
        assertThat(counts(rows, SECOND, ""))
                .isEqualTo(Map.of(
                        "shop//o0", 1L,
                        "shop//o1", 1L,
                        "shop//o2", 1L,
                        "shop/(overflow)/(overflow)", 8L,
                        "bank//pay", 1L));
        assertThat(counts(rows, Duration.ofMinutes(1), "(overflow)"))
                .isEqualTo(Map.of("shop/(overflow)/(overflow)", 8L));
        assertThat(counts(rows, Duration.ofMinutes(1), "a")).containsOnlyKeys("shop//o0", "shop//o1", "shop//o2");
        assertThat(pipeline.counter("series.overflow")).isEqualTo(8);
    }

    @Test
    void whatStageOneSummarisesTakesNoPlaceOfTheirs() {
        pipeline.send(operations(0, 3));
        IntStream.range(3, 6).forEach(i -> pipeline.send(summary("o" + i, "b")));
        pipeline.pass(Duration.ofSeconds(6));
        pipeline.send(new Agent("c").batch(event("o6", now() + 10_000, 100)));
        pipeline.pass(Duration.ofSeconds(6));

        assertThat(counts(pipeline.rows(), SECOND, ""))
                .containsOnlyKeys(
                        IntStream.range(0, 7).mapToObj(i -> "shop//o" + i).toArray(String[]::new));
        assertThat(pipeline.counter("series.overflow")).isZero();
    }

    @Test
    void whatIsTooLongAgoIsRefusedWithTheReason() {
        pipeline.send(shop.batch(event("charge", now() - 51 * 60_000, 100)));
        pipeline.send(new Agent("b").batch(event("charge", now(), 100)));
        pipeline.pass(Duration.ofSeconds(6));

        assertThat(counts(pipeline.rows(), SECOND, "")).isEqualTo(Map.of("shop//charge", 1L));
        assertThat(pipeline.counter("quarantined")).isEqualTo(1);
        var dead = pipeline.deadBatches();
        assertThat(dead).hasSize(1);
        assertThat(new String(
                        dead.get(0)
                                .headers()
                                .lastHeader("__streams.errors.message")
                                .value(),
                        StandardCharsets.UTF_8))
                .contains("windows.past.limit");
    }

    @Test
    void aMeasurementOfMoreThanSixteenLabelsIsRefused() {
        pipeline.send(shop.batch(labelled(16), labelled(17), labelled(0)));
        pipeline.pass(Duration.ofSeconds(6));

        assertThat(counts(pipeline.rows(), SECOND, "")).isEqualTo(Map.of("shop//charge", 2L));
        assertThat(pipeline.deadBatches()).singleElement().satisfies(dead -> {
            assertThat(dead.value().getFirstSequence()).isEqualTo(1);
            assertThat(dead.value().getMeasurements()).containsExactly(labelled(17));
        });
    }

    private static OperationSummary summary(String operation, String node) {
        OperationSummary summary = AgentSummaryTest.summary(node, now(), 100);
        summary.setOperation(operation);
        return summary;
    }

    private MeasurementBatch operations(int from, int to) {
        return shop.batch(IntStream.range(from, to)
                .mapToObj(i -> event("o" + i, now(), 100))
                .toArray(Measurement[]::new));
    }

    private static Measurement labelled(int labels) {
        Map<String, String> map = new HashMap<>();
        IntStream.range(0, labels).forEach(i -> map.put("label-" + i, "x"));
        Measurement measurement = event("charge", now(), 100);
        measurement.setLabels(map);
        return measurement;
    }

    private static Map<String, Long> counts(List<WindowStats> rows, Duration size, String node) {
        Map<String, Long> counts = new HashMap<>();
        rows.stream()
                .filter(row -> row.getWindowMillis() == size.toMillis()
                        && row.getNode().equals(node))
                .forEach(row -> counts.merge(
                        row.getSystem() + "/" + row.getRun() + "/" + row.getOperation(), row.getCount(), Long::sum));
        return counts;
    }

    private static long now() {
        return Pipeline.NOW.toEpochMilli();
    }
}

package io.plumbline.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.OperationSummary;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.schemas.serde.Sketches;
import io.plumbline.sketch.Sketch;
import io.plumbline.streams.domain.window.ClosedBy;
import io.plumbline.streams.domain.window.Origin;
import io.plumbline.streams.domain.window.Series;
import io.plumbline.streams.domain.window.Tally;
import io.plumbline.streams.domain.window.Watermarks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** It does not matter to a row who adds up: stage 1 of what agents send one by one, or the agents themselves. */
class PreaggregatedPropertyTest {
    private static final long SECOND_MICROS = 1_000_000;
    private static final List<String> NODES = List.of("a", "b", "c");
    private static final List<String> OPERATIONS = List.of("charge", "refund");
    private static final Map<String, String> SETTINGS = Map.of("windows.correction.horizon", "10m");

    private record Key(String operation, String node, long sizeMillis, Instant start) {}

    /** Of a row, what its events decide. */
    private record Figures(
            long ok,
            long error,
            long timeout,
            long bytes,
            int nodes,
            long squaresHigh,
            long squaresLow,
            Sketch response,
            Sketch service) {}

    private record Event(String node, long completedMillis, Measurement measurement) {}

    @Property(tries = 10)
    void summariesOfAgentsGiveTheRowsOfTheirEvents(@ForAll long seed) {
        Random random = new Random(seed);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            events.add(event(random, 10_000 + 100L * i)); // half a minute, in order: nothing is late
        }
        assertThat(rowsOfSummaries(events, random)).isEqualTo(rowsOfEvents(events));
    }

    private static Event event(Random random, long completedMillis) {
        long nanos = (long) Math.exp(random.nextDouble() * 22); // up to 3.6 s
        Outcome outcome = List.of(Outcome.values()).get(random.nextInt(3));
        String operation = OPERATIONS.get(random.nextInt(OPERATIONS.size()));
        Measurement measurement = Agent.event(operation, completedMillis, nanos, outcome);
        if (random.nextBoolean()) {
            measurement.setServiceNanos(nanos / 2);
        }
        return new Event(NODES.get(random.nextInt(NODES.size())), completedMillis, measurement);
    }

    /** One node after another, as after an outage: what it says of closed windows corrects their rows. */
    private static Map<Key, Figures> rowsOfEvents(List<Event> events) {
        try (Pipeline pipeline = new Pipeline(SETTINGS)) {
            for (String node : NODES) {
                Agent agent = new Agent(node);
                events.stream()
                        .filter(event -> event.node.equals(node))
                        .forEach(event -> pipeline.send(agent.batch(event.measurement)));
            }
            pipeline.pass(Duration.ofSeconds(7));
            return figures(pipeline.rows());
        }
    }

    /** In any order. */
    private static Map<Key, Figures> rowsOfSummaries(List<Event> events, Random random) {
        List<OperationSummary> summaries = summaries(events);
        Collections.shuffle(summaries, random);
        try (Pipeline pipeline = new Pipeline(SETTINGS)) {
            pipeline.pass(Duration.ofSeconds(6)); // the partition of events is idle
            summaries.forEach(pipeline::send);
            pipeline.pass(Duration.ofSeconds(7));
            return figures(pipeline.rows());
        }
    }

    private static List<OperationSummary> summaries(List<Event> events) {
        Map<Series, Map<Long, Tally>> windows = new HashMap<>();
        for (Event event : events) {
            Measurement measured = event.measurement;
            long start = event.completedMillis / 1_000 * SECOND_MICROS;
            Tally tally = windows.computeIfAbsent(
                            new Series("shop", "", measured.getOperation(), event.node), series -> new HashMap<>())
                    .computeIfAbsent(start, at -> new Tally());
            Long service = measured.getServiceNanos();
            tally.from(Origin.REAL, "1.0");
            tally.record(
                    Enums.fromWire(measured.getOutcome()),
                    measured.getDurationNanos(),
                    service == null ? -1 : service,
                    measured.getBytes());
        }
        Rows.Source agents = new Rows.Source(Watermarks.AGENTS, 0, 0);
        List<OperationSummary> summaries = new ArrayList<>();
        windows.forEach((series, starts) -> starts.forEach((start, tally) ->
                summaries.add(Rows.summary(series, start, SECOND_MICROS, tally, ClosedBy.EVENT_TIME, agents))));
        return summaries;
    }

    /** The last row of each window. */
    private static Map<Key, Figures> figures(List<WindowStats> rows) {
        Map<Key, Figures> last = new HashMap<>();
        for (WindowStats row : rows) {
            Key key = new Key(row.getOperation(), row.getNode(), row.getWindowMillis(), row.getWindowStart());
            last.put(
                    key,
                    new Figures(
                            row.getOkCount(),
                            row.getErrorCount(),
                            row.getTimeoutCount(),
                            row.getBytes(),
                            row.getNodeCount(),
                            row.getSumSquaresHigh(),
                            row.getSumSquaresLow(),
                            Sketches.fromData(row.getResponse()),
                            row.getService() == null ? null : Sketches.fromData(row.getService())));
        }
        assertThat(last).isNotEmpty();
        return last;
    }
}

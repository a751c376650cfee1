package io.plumbline.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.schemas.event.AlertEvent;
import io.plumbline.schemas.event.AlertStatus;
import io.plumbline.schemas.event.ClosedBy;
import io.plumbline.schemas.event.Decision;
import io.plumbline.schemas.event.DecisionAction;
import io.plumbline.schemas.event.Incident;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.SketchData;
import io.plumbline.schemas.event.WindowStats;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From windows to alerts: a system whose operations take 30 % longer for a while. */
class SlowDownTest {
    private static final List<String> OPERATIONS = List.of("propose", "vote", "commit");

    private final Pipeline pipeline = new Pipeline(Map.of("health.enabled", "false"));
    private final SplittableRandom random = new SplittableRandom(1);
    private final List<AlertEvent> events = new ArrayList<>();
    private final List<Incident> incidents = new ArrayList<>();
    private Instant next = Pipeline.NOW.minusSeconds(600);

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void eachSeriesHasOneAlertAndTheSystemOneIncidentWhichIsOverWhenTheyAre() {
        windows(120, 10);
        assertThat(events).isEmpty();
        Instant onset = next;

        windows(10, 13);
        assertThat(with(AlertStatus.CONFIRMED))
                .extracting(AlertEvent::getOperation)
                .containsExactlyInAnyOrderElementsOf(OPERATIONS);
        assertThat(with(AlertStatus.CONFIRMED))
                .allSatisfy(event -> assertThat(event.getOnset()).isBetween(onset.minusSeconds(2), onset));

        windows(60, 13);
        windows(30, 10);
        assertThat(with(AlertStatus.RESOLVED)).hasSize(3);
        assertThat(events).extracting(AlertEvent::getId).as("alerts").containsOnly(ids());
        assertThat(ids()).hasSize(3);
        assertThat(incidents)
                .extracting(Incident::getId)
                .containsOnly(incidents.get(0).getId());
        assertThat(incidents.get(incidents.size() - 1).getIsOpen()).isFalse();
    }

    @Test
    void whatWasAcceptedIsTheMeasureFromThenOn() {
        windows(120, 10);
        windows(30, 13);
        with(AlertStatus.CONFIRMED)
                .forEach(event -> pipeline.send(
                        new Decision("shop", "", event.getId(), DecisionAction.ACCEPT, "ann", "new signatures", next)));
        windows(60, 13);
        assertThat(with(AlertStatus.ACCEPTED)).hasSize(3);
        assertThat(events.get(events.size() - 1).getStatus()).isEqualTo(AlertStatus.ACCEPTED);

        windows(20, 17);
        List<AlertEvent> again = with(AlertStatus.CONFIRMED)
                .subList(3, with(AlertStatus.CONFIRMED).size());
        assertThat(again).extracting(AlertEvent::getOperation).containsExactlyInAnyOrderElementsOf(OPERATIONS);
        assertThat(again)
                .allSatisfy(event -> assertThat(event.getEvidence().get(0).getEffect()) // of 13 ms, not of 10
                        .isCloseTo(.31, within(.1)));
    }

    private String[] ids() {
        return events.stream().map(AlertEvent::getId).distinct().toArray(String[]::new);
    }

    private List<AlertEvent> with(AlertStatus status) {
        return events.stream()
                .filter(event -> event.getStatus() == status && event.getStatusBefore() != status)
                .toList();
    }

    /** So many seconds in which all operations take so long. */
    private void windows(int seconds, double p50Millis) {
        for (int i = 0; i < seconds; i++) {
            OPERATIONS.forEach(operation -> pipeline.send(row(operation, p50Millis)));
            next = next.plusSeconds(1);
            pipeline.standStill(Duration.ofSeconds(1));
        }
        pipeline.alerts().stream().map(TestRecord::value).forEach(events::add);
        pipeline.incidents().stream().map(TestRecord::value).forEach(incidents::add);
    }

    private WindowStats row(String operation, double p50Millis) {
        double p50 = 1e6 * p50Millis * Math.exp(.03 * random.nextGaussian());
        WindowStats row = new WindowStats();
        row.setSystem("shop");
        row.setRun("");
        row.setOperation(operation);
        row.setNode("");
        row.setRelease("1.2");
        row.setOrigin(Origin.REAL);
        row.setWindowStart(next);
        row.setWindowMillis(1_000);
        row.setClosedBy(ClosedBy.EVENT_TIME);
        row.setCount(500);
        row.setOkCount(500);
        row.setNodeCount(12);
        row.setRatePerSecond(500);
        row.setMeanNanos(1.1 * p50);
        row.setP50Nanos(p50);
        row.setP95Nanos(2 * p50);
        row.setP99FewSamples(false);
        row.setP99Nanos(3 * p50);
        row.setResponse(new SketchData(6, 65_471, List.of(), 0L, 0L, 0L, 0.0, 0.0));
        row.setEmittedAt(next);
        return row;
    }
}

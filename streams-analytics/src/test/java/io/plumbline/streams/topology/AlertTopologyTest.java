package io.plumbline.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plumbline.schemas.event.AlertEvent;
import io.plumbline.schemas.event.AlertStatus;
import io.plumbline.schemas.event.Baseline;
import io.plumbline.schemas.event.BaselineMetric;
import io.plumbline.schemas.event.BaselineSource;
import io.plumbline.schemas.event.BaselineStatus;
import io.plumbline.schemas.event.ChangeKind;
import io.plumbline.schemas.event.Decision;
import io.plumbline.schemas.event.DecisionAction;
import io.plumbline.schemas.event.Incident;
import io.plumbline.schemas.event.IncidentScope;
import io.plumbline.schemas.event.Severity;
import io.plumbline.schemas.event.Signal;
import io.plumbline.schemas.event.SignalPhase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From signals and decisions to alerts, incidents and baselines. */
class AlertTopologyTest {
    private static final Instant ONSET = Pipeline.NOW.minusSeconds(60);

    private final Pipeline pipeline = new Pipeline();
    private Instant window = ONSET;

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void anAlertGoesThroughItsWholeLife() {
        says(SignalPhase.SUSPECTED);
        says(SignalPhase.CONFIRMED);
        List<TestRecord<String, AlertEvent>> begun = pipeline.alerts();
        String id = begun.get(1).key();
        decide(id, DecisionAction.ACKNOWLEDGE);
        says(SignalPhase.RETURNING);
        Instant back = window;
        says(SignalPhase.ENDED);
        pipeline.pass(Duration.ofSeconds(7));

        List<AlertEvent> events =
                pipeline.alerts().stream().map(TestRecord::value).toList();
        assertThat(begun)
                .extracting(record -> record.value().getStatus())
                .containsExactly(AlertStatus.SUSPECTED, AlertStatus.CONFIRMED);
        assertThat(events)
                .extracting(AlertEvent::getStatusBefore, AlertEvent::getStatus, AlertEvent::getTransition)
                .containsExactly(
                        tuple(AlertStatus.CONFIRMED, AlertStatus.ACKNOWLEDGED, 3),
                        tuple(AlertStatus.ACKNOWLEDGED, AlertStatus.RECOVERING, 4),
                        tuple(AlertStatus.RECOVERING, AlertStatus.RESOLVED, 5));
        assertThat(events).allMatch(event -> event.getId().equals(id));
        assertThat(events.get(0).getAuthor()).isEqualTo("ann");
        assertThat(events.get(2).getAt()).isEqualTo(back.plusSeconds(5));
        assertThat(pipeline.incidents())
                .extracting(record -> record.value().getIsOpen())
                .containsExactly(true, false);
    }

    @Test
    void anAlertSaysAllThatItsSignalsSaid() {
        says(SignalPhase.CONFIRMED);

        TestRecord<String, AlertEvent> record = pipeline.alerts().get(0);
        AlertEvent event = record.value();
        assertThat(record.timestamp()).isEqualTo(window.toEpochMilli());
        assertThat(event.getStatusBefore()).isNull();
        assertThat(event.getOperation()).isEqualTo("vote");
        assertThat(event.getRelease()).isEqualTo("1.0");
        assertThat(event.getKind()).isEqualTo(ChangeKind.STEP);
        assertThat(event.getSeverity()).isEqualTo(Severity.MODERATE);
        assertThat(event.getOnset()).isEqualTo(ONSET);
        assertThat(event.getAt()).isEqualTo(window);
        assertThat(event.getEmittedAt()).isEqualTo(pipeline.now());
        assertThat(event.getEvidence()).singleElement().satisfies(evidence -> {
            assertThat(evidence.getMetric()).isEqualTo("p95");
            assertThat(evidence.getPhase()).isEqualTo(SignalPhase.CONFIRMED);
            assertThat(evidence.getBefore()).isEqualTo(10e6);
            assertThat(evidence.getNow()).isEqualTo(13.1e6);
            assertThat(evidence.getTarget()).isNull();
            assertThat(evidence.getPValue()).isEqualTo(1e-4);
            assertThat(evidence.getBaselineVersion()).isEqualTo(3);
        });
        Incident incident = pipeline.incidents().get(0).value();
        assertThat(event.getIncident()).isEqualTo(incident.getId());
        assertThat(incident.getScope()).isEqualTo(IncidentScope.ALL_NODES);
        assertThat(incident.getNodesKnown()).isEqualTo(12);
        assertThat(incident.getOpenAlerts()).isEqualTo(1);
        assertThat(incident.getAlerts()).containsExactly(event.getId());
        assertThat(incident.getText()).contains("p95 of vote rose 31 % (10.0 ms to 13.1 ms)");
    }

    @Test
    void anAcceptedAlertMovesTheBaselineToThePresentLevelsAndKeepsAllOthers() {
        Baseline inForce = baseline(7, BaselineStatus.PROPOSED, level("p95", 9e6), level("rate", 100));
        pipeline.send("shop//vote", inForce);
        says(SignalPhase.CONFIRMED);
        String id = pipeline.alerts().get(0).key();
        pipeline.baselines();
        decide(id, DecisionAction.ACCEPT);

        Baseline baseline = pipeline.baselines().get(0);
        assertThat(baseline.getOperation()).isEqualTo("vote");
        assertThat(baseline.getVersion()).isEqualTo(8);
        assertThat(baseline.getStatus()).isEqualTo(BaselineStatus.ACTIVE);
        assertThat(baseline.getMetrics())
                .containsExactly(new BaselineMetric("p95", "ns", 13.1e6, 1), level("rate", 100));
        assertThat(baseline.getProposed()).isEmpty();
        assertThat(baseline.getSource()).isEqualTo(BaselineSource.ALERT);
        assertThat(baseline.getSourceName()).isEqualTo(id);
        assertThat(baseline.getAuthor()).isEqualTo("ann");
        assertThat(baseline.getReason()).isEqualTo("because");
        assertThat(baseline.getFrom()).isEqualTo(ONSET);
        assertThat(baseline.getTo()).isEqualTo(window);
        assertThat(pipeline.alerts().get(0).value().getStatus()).isEqualTo(AlertStatus.ACCEPTED);
    }

    @Test
    void theLevelsOfABaselineThatWasResetStayForgotten() {
        pipeline.send("shop//vote", baseline(7, BaselineStatus.RESET, level("rate", 100)));
        says(SignalPhase.CONFIRMED);
        pipeline.baselines();
        decide(pipeline.alerts().get(0).key(), DecisionAction.ACCEPT);

        Baseline baseline = pipeline.baselines().get(0);
        assertThat(baseline.getVersion()).isEqualTo(8);
        assertThat(baseline.getMetrics()).extracting(BaselineMetric::getMetric).containsExactly("p95");
    }

    @Test
    void aDecisionOnWhatIsNotOpenIsSetAsideWithTheReason() {
        decide("a-000000000000", DecisionAction.ACCEPT);

        TestRecord<String, Decision> dead = pipeline.deadDecisions().get(0);
        assertThat(dead.value().getAlert()).isEqualTo("a-000000000000");
        byte[] reason = dead.headers().lastHeader("__streams.errors.message").value();
        assertThat(new String(reason, StandardCharsets.UTF_8)).isEqualTo("no alert a-000000000000 of shop/ is open");
        assertThat(pipeline.counter("quarantined")).isEqualTo(1);
    }

    @Test
    void anImpossibleSignalIsSetAsideAndTheNextOneCounts() {
        Signal impossible = signal("p95", SignalPhase.CONFIRMED);
        impossible.setWindowMillis(0);
        pipeline.send(impossible);
        says(SignalPhase.CONFIRMED);

        assertThat(pipeline.deadSignals()).hasSize(1);
        assertThat(pipeline.alerts()).hasSize(1);
    }

    @Test
    void openAlertsAreMeasured() {
        says(SignalPhase.CONFIRMED);
        pipeline.pass(Duration.ofSeconds(1));

        assertThat(pipeline.meters
                        .get("plumbline.streams.alerts.open")
                        .tag("status", "CONFIRMED")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(pipeline.meters
                        .get("plumbline.streams.alerts.transitions")
                        .tag("status", "CONFIRMED")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private void says(SignalPhase phase) {
        says("p95", phase);
    }

    private void says(String metric, SignalPhase phase) {
        pipeline.send(signal(metric, phase));
    }

    private void decide(String alert, DecisionAction action) {
        pipeline.send(new Decision("shop", "", alert, action, "ann", "because", window));
    }

    private static Baseline baseline(int version, BaselineStatus status, BaselineMetric... levels) {
        return Baseline.newBuilder()
                .setSystem("shop")
                .setOperation("vote")
                .setVersion(version)
                .setStatus(status)
                .setMetrics(List.of(levels))
                .setProposed(List.of(level("p99", 1)))
                .setSource(BaselineSource.WINDOWS)
                .setCreatedAt(ONSET)
                .build();
    }

    private static BaselineMetric level(String metric, double level) {
        return new BaselineMetric(metric, "", level, 0);
    }

    /** Of the next window. */
    private Signal signal(String metric, SignalPhase phase) {
        Instant start = window;
        window = window.plusSeconds(1);
        return Signal.newBuilder()
                .setSystem("shop")
                .setOperation("vote")
                .setMetric(metric)
                .setUnit("ns")
                .setRelease("1.0")
                .setKind(ChangeKind.STEP)
                .setPhase(phase)
                .setOnset(ONSET)
                .setWindowStart(start)
                .setWindowMillis(1_000)
                .setNodeCount(12)
                .setBefore(10e6)
                .setNow(13.1e6)
                .setEffect(.31)
                .setSeverity(Severity.MODERATE)
                .setTolerance(.1)
                .setPValue(1e-4)
                .setBaselineVersion(3)
                .build();
    }
}

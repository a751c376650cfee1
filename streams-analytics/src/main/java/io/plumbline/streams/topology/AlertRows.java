package io.plumbline.streams.topology;

import io.plumbline.schemas.event.AlertEvent;
import io.plumbline.schemas.event.AlertEvidence;
import io.plumbline.schemas.event.AlertStatus;
import io.plumbline.schemas.event.IncidentScope;
import io.plumbline.schemas.event.Signal;
import io.plumbline.schemas.event.SignalPhase;
import io.plumbline.streams.domain.alert.Alert;
import io.plumbline.streams.domain.alert.Decision;
import io.plumbline.streams.domain.alert.Evidence;
import io.plumbline.streams.domain.alert.Incident;
import io.plumbline.streams.domain.alert.Sighting;
import io.plumbline.streams.domain.alert.Status;
import io.plumbline.streams.domain.alert.Track;
import io.plumbline.streams.domain.alert.Transition;
import io.plumbline.streams.domain.regression.Severity;
import io.plumbline.streams.domain.regression.watch.ChangeKind;
import io.plumbline.streams.domain.regression.watch.Phase;
import io.plumbline.streams.domain.window.Series;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Signals, decisions, alerts and incidents to and from the records of the contract. */
final class AlertRows {
    private static final long MICROS_OF_MILLI = 1_000;

    private AlertRows() {}

    /** @throws IllegalArgumentException if its figures contradict each other */
    static Sighting fromWire(Signal signal) {
        check(signal.getWindowMillis() > 0, "a window of " + signal.getWindowMillis() + " ms");
        check(Double.isFinite(signal.getNow()), "no present level of " + signal.getMetric());
        Evidence evidence = new Evidence(
                signal.getMetric(),
                signal.getUnit(),
                signal.getWindowMillis(),
                fromWire(signal.getKind()),
                fromWire(signal.getPhase()),
                Times.micros(signal.getOnset()),
                signal.getBefore(),
                signal.getNow(),
                signal.getTarget(),
                signal.getEffect(),
                fromWire(signal.getSeverity()),
                signal.getTolerance(),
                signal.getPValue(),
                signal.getBaselineVersion());
        return new Sighting(
                new Series(signal.getSystem(), signal.getRun(), signal.getOperation(), signal.getNode()),
                signal.getRelease(),
                Enums.fromWire(signal.getOrigin()),
                signal.getNodeCount(),
                Times.micros(signal.getWindowStart()) + MICROS_OF_MILLI * signal.getWindowMillis(),
                evidence);
    }

    static Decision fromWire(io.plumbline.schemas.event.Decision decision) {
        return new Decision(
                decision.getSystem(),
                decision.getRun(),
                decision.getAlert(),
                switch (decision.getAction()) {
                    case ACKNOWLEDGE -> Decision.Action.ACKNOWLEDGE;
                    case ACCEPT -> Decision.Action.ACCEPT;
                },
                decision.getAuthor(),
                decision.getReason(),
                Times.micros(decision.getAt()));
    }

    static AlertEvent toWire(Transition transition, long nowMillis) {
        Alert.State alert = transition.alert();
        List<Track> tracks = alert.leading();
        AlertEvent event = new AlertEvent();
        event.setId(alert.id());
        event.setTransition(alert.transition());
        event.setSystem(alert.series().system());
        event.setRun(alert.series().run());
        event.setOperation(alert.series().operation());
        event.setNode(alert.series().node());
        event.setRelease(alert.release());
        event.setOrigin(Enums.toWire(alert.origin()));
        event.setStatus(toWire(alert.status()));
        event.setStatusBefore(transition.before() == null ? null : toWire(transition.before()));
        event.setSeverity(toWire(alert.severity()));
        event.setKind(toWire(tracks.get(0).said().kind()));
        event.setOnset(Times.instant(alert.onsetMicros()));
        event.setAt(Times.instant(transition.atMicros()));
        event.setEmittedAt(Times.ofMillis(nowMillis));
        event.setIncident(alert.incident());
        event.setAuthor(transition.author());
        event.setReason(transition.reason());
        event.setEvidence(tracks.stream().map(track -> toWire(track.said())).toList());
        event.setText(transition.text());
        return event;
    }

    static io.plumbline.schemas.event.Incident toWire(Incident.State incident, long nowMillis) {
        io.plumbline.schemas.event.Incident row = new io.plumbline.schemas.event.Incident();
        row.setId(incident.id());
        row.setSystem(incident.of().system());
        row.setRun(incident.of().run());
        row.setOrigin(Enums.toWire(incident.origin()));
        row.setIsOpen(incident.isOpen());
        row.setScope(IncidentScope.valueOf(incident.scope().name()));
        row.setSeverity(toWire(incident.severity()));
        row.setOnset(Times.instant(incident.onsetMicros()));
        row.setAt(Times.instant(incident.atMicros()));
        row.setEmittedAt(Times.ofMillis(nowMillis));
        row.setAlerts(incident.alerts());
        row.setOpenAlerts(incident.open());
        row.setOperations(listed(incident.operations()));
        row.setNodes(listed(incident.nodes()));
        row.setNodesKnown(incident.nodesKnown());
        row.setText(incident.text());
        return row;
    }

    private static AlertEvidence toWire(Evidence evidence) {
        return new AlertEvidence(
                evidence.metric(),
                evidence.unit(),
                toWire(evidence.kind()),
                SignalPhase.valueOf(evidence.phase().name()),
                Times.instant(evidence.onsetMicros()),
                evidence.before(),
                evidence.now(),
                evidence.target(),
                evidence.effect(),
                toWire(evidence.severity()),
                evidence.tolerance(),
                evidence.pValue(),
                evidence.baselineVersion());
    }

    private static List<String> listed(Collection<String> all) {
        return new ArrayList<>(all.stream().limit(Incident.LISTED).toList());
    }

    private static AlertStatus toWire(Status status) {
        return AlertStatus.valueOf(status.name());
    }

    private static io.plumbline.schemas.event.Severity toWire(Severity severity) {
        return io.plumbline.schemas.event.Severity.valueOf(severity.name());
    }

    private static Severity fromWire(io.plumbline.schemas.event.Severity severity) {
        return switch (severity) {
            case MINOR -> Severity.MINOR;
            case MODERATE -> Severity.MODERATE;
            case SEVERE -> Severity.SEVERE;
            case CRITICAL -> Severity.CRITICAL;
        };
    }

    private static io.plumbline.schemas.event.ChangeKind toWire(ChangeKind kind) {
        return io.plumbline.schemas.event.ChangeKind.valueOf(kind.name());
    }

    private static ChangeKind fromWire(io.plumbline.schemas.event.ChangeKind kind) {
        return switch (kind) {
            case STEP -> ChangeKind.STEP;
            case SPIKE -> ChangeKind.SPIKE;
            case TREND -> ChangeKind.TREND;
            case BASELINE -> ChangeKind.BASELINE;
            case TARGET -> ChangeKind.TARGET;
        };
    }

    private static Phase fromWire(SignalPhase phase) {
        return switch (phase) {
            case SUSPECTED -> Phase.SUSPECTED;
            case CONFIRMED -> Phase.CONFIRMED;
            case RETURNING -> Phase.RETURNING;
            case ENDED -> Phase.ENDED;
            case DISMISSED -> Phase.DISMISSED;
        };
    }

    private static void check(boolean condition, String contradiction) {
        if (!condition) {
            throw new IllegalArgumentException("a signal has " + contradiction);
        }
    }
}

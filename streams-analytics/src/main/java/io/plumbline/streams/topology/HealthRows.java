package io.plumbline.streams.topology;

import io.plumbline.schemas.event.Health;
import io.plumbline.schemas.event.HealthFinding;
import io.plumbline.schemas.event.HealthReason;
import io.plumbline.schemas.event.HealthScope;
import io.plumbline.schemas.event.HealthStatus;
import io.plumbline.streams.domain.health.Aspect;
import io.plumbline.streams.domain.health.Code;
import io.plumbline.streams.domain.health.Finding;
import io.plumbline.streams.domain.health.Period;
import io.plumbline.streams.domain.health.Reason;
import io.plumbline.streams.domain.health.Report;
import io.plumbline.streams.domain.health.Status;
import io.plumbline.streams.domain.health.Subject;
import io.plumbline.streams.domain.health.Unit;
import java.util.Arrays;

/** Findings and reports to and from the records of the contract. */
final class HealthRows {
    private HealthRows() {}

    static String key(Finding finding) {
        return finding.system() + "/" + finding.run();
    }

    static String key(Subject subject) {
        String key = subject.system() + "/" + subject.run() + "/" + subject.scope();
        return subject.name().isEmpty() ? key : key + "/" + subject.name();
    }

    static HealthFinding toWire(Finding finding) {
        return new HealthFinding(
                finding.system(),
                finding.run(),
                Enums.toWire(finding.origin()),
                finding.source(),
                finding.validMillis(),
                toWire(finding.reason()));
    }

    /** The heartbeats of that partition are being read. */
    static HealthFinding beacon(int source) {
        return HealthFinding.newBuilder()
                .setSystem("")
                .setSource(source)
                .setValidMillis(0)
                .build();
    }

    /** @throws IllegalArgumentException if it names what this version does not know */
    static Finding fromWire(HealthFinding finding) {
        return new Finding(
                finding.getSystem(),
                finding.getRun(),
                Enums.fromWire(finding.getOrigin()),
                finding.getSource(),
                finding.getValidMillis(),
                fromWire(finding.getReason()));
    }

    static Health toWire(Report report, long validMillis) {
        Subject subject = report.subject();
        Health health = new Health();
        health.setSystem(subject.system());
        health.setRun(subject.run());
        health.setScope(HealthScope.valueOf(subject.scope().name()));
        health.setNode(subject.scope() == Subject.Scope.NODE ? subject.name() : "");
        health.setComponent(subject.scope() == Subject.Scope.COMPONENT ? subject.name() : "");
        health.setOrigin(Enums.toWire(report.rollUp().origin()));
        health.setStatus(toWire(report.rollUp().status()));
        health.setSince(Times.ofMillis(report.verdict().sinceMillis()));
        health.setChangedAt(Times.ofMillis(report.verdict().changedMillis()));
        health.setEvaluatedAt(Times.ofMillis(report.verdict().reportedMillis()));
        health.setValidMillis(validMillis);
        health.setLookedAt(report.rollUp().lookedAt());
        health.setUnwell(report.rollUp().unwell());
        health.setReasons(
                report.rollUp().reasons().stream().map(HealthRows::toWire).toList());
        return health;
    }

    private static HealthReason toWire(Reason reason) {
        Aspect aspect = reason.aspect();
        return new HealthReason(
                aspect.code().name(),
                aspect.component(),
                aspect.node(),
                aspect.item(),
                toWire(reason.status()),
                reason.value(),
                reason.threshold(),
                reason.unit().symbol(),
                Times.instant(reason.period().startMicros()),
                Times.millis(reason.period().lengthMicros()),
                reason.text());
    }

    private static Reason fromWire(HealthReason reason) {
        Aspect aspect =
                new Aspect(reason.getNode(), reason.getComponent(), Code.valueOf(reason.getCode()), reason.getItem());
        return new Reason(
                aspect,
                fromWire(reason.getStatus()),
                reason.getValue(),
                reason.getThreshold(),
                unit(reason.getUnit()),
                new Period(Times.micros(reason.getStart()), 1_000 * reason.getLengthMillis()),
                reason.getText());
    }

    private static Unit unit(String symbol) {
        return Arrays.stream(Unit.values())
                .filter(unit -> unit.symbol().equals(symbol))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the unit is not known here: " + symbol));
    }

    private static HealthStatus toWire(Status status) {
        return HealthStatus.valueOf(status.name());
    }

    private static Status fromWire(HealthStatus status) {
        return switch (status) {
            case HEALTHY -> Status.HEALTHY;
            case UNKNOWN -> Status.UNKNOWN;
            case DEGRADED -> Status.DEGRADED;
            case CRITICAL -> Status.CRITICAL;
        };
    }
}

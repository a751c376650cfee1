package io.plumbline.sink;

import io.plumbline.schemas.event.AlertEvent;
import io.plumbline.schemas.event.AlertEvidence;
import io.plumbline.schemas.event.AlertStatus;
import io.plumbline.schemas.event.Baseline;
import io.plumbline.schemas.event.BaselineMetric;
import io.plumbline.schemas.event.BaselineSource;
import io.plumbline.schemas.event.BaselineStatus;
import io.plumbline.schemas.event.ChangeKind;
import io.plumbline.schemas.event.Incident;
import io.plumbline.schemas.event.IncidentScope;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.ScalingAdvice;
import io.plumbline.schemas.event.ScalingEstimate;
import io.plumbline.schemas.event.ScalingPoint;
import io.plumbline.schemas.event.ScalingReport;
import io.plumbline.schemas.event.ScorePart;
import io.plumbline.schemas.event.ScoreReport;
import io.plumbline.schemas.event.Severity;
import io.plumbline.schemas.event.SignalPhase;
import io.plumbline.schemas.event.TrendReport;
import java.time.Instant;
import java.util.List;

/** Plausible results of the analysis, for tests. */
public final class AnalysisEvents {
    public static final Instant ONSET = Events.START;

    private AnalysisEvents() {}

    /** A transition of an alert of net's ping, {@code transition} minutes after the onset. */
    public static AlertEvent alert(int transition, AlertStatus before, AlertStatus status) {
        Instant at = ONSET.plusSeconds(60L * transition);
        return AlertEvent.newBuilder()
                .setId("a-1")
                .setTransition(transition)
                .setSystem("net")
                .setOperation("ping")
                .setOrigin(Origin.REAL)
                .setStatus(status)
                .setStatusBefore(before)
                .setSeverity(Severity.MODERATE)
                .setKind(ChangeKind.STEP)
                .setOnset(ONSET)
                .setAt(at)
                .setEmittedAt(at)
                .setIncident(status == AlertStatus.SUSPECTED ? "" : "i-1")
                .setEvidence(List.of(evidence(.3)))
                .setText("p95 of ping rose 30 %")
                .build();
    }

    public static AlertEvidence evidence(double effect) {
        return AlertEvidence.newBuilder()
                .setMetric("p95")
                .setUnit("ns")
                .setKind(ChangeKind.STEP)
                .setPhase(SignalPhase.CONFIRMED)
                .setOnset(ONSET)
                .setBefore(10e6)
                .setNow(13e6)
                .setEffect(effect)
                .setSeverity(Severity.MODERATE)
                .setTolerance(.1)
                .setPValue(1e-6)
                .build();
    }

    public static Incident incident(int openAlerts) {
        return Incident.newBuilder()
                .setId("i-1")
                .setSystem("net")
                .setOrigin(Origin.REAL)
                .setIsOpen(openAlerts > 0)
                .setScope(IncidentScope.ALL_NODES)
                .setSeverity(Severity.MODERATE)
                .setOnset(ONSET)
                .setAt(ONSET.plusSeconds(60))
                .setEmittedAt(ONSET.plusSeconds(60))
                .setAlerts(List.of("a-1", "a-2"))
                .setOpenAlerts(openAlerts)
                .setOperations(List.of("ping", "pong"))
                .setNodes(List.of())
                .setNodesKnown(12)
                .setText("2 operations of net became slower")
                .build();
    }

    /** Of net's ping, made {@code version} minutes after the onset. */
    public static Baseline baseline(int version, BaselineStatus status) {
        List<BaselineMetric> levels = List.of(new BaselineMetric("p95", "ns", 10e6, 60));
        return Baseline.newBuilder()
                .setSystem("net")
                .setOperation("ping")
                .setVersion(version)
                .setStatus(status)
                .setMetrics(status == BaselineStatus.RESET ? List.of() : levels)
                .setProposed(
                        status == BaselineStatus.PROPOSED
                                ? List.of(new BaselineMetric("p95", "ns", 8e6, 30))
                                : List.of())
                .setSource(BaselineSource.RUN)
                .setSourceName("r1")
                .setFrom(ONSET)
                .setTo(ONSET.plusSeconds(60))
                .setOrigin(Origin.REAL)
                .setAuthor("ada")
                .setReason("the release of May")
                .setCreatedAt(ONSET.plusSeconds(60L * version))
                .build();
    }

    /** One and two nodes; the second halves the efficiency. */
    public static ScalingReport scaling(Instant at) {
        return ScalingReport.newBuilder()
                .setSystem("net")
                .setOperation("ping")
                .setOrigin(Origin.REAL)
                .setAt(at)
                .setFrom(ONSET)
                .setEmittedAt(at)
                .setPoints(List.of(point(1, 100, 1.0), point(2, 100, .5)))
                .setScalingClass("POOR")
                .setSaturationNodes(2)
                .setBottlenecks(List.of(new ScalingAdvice("CPU", 2, .9, .8, "the processors are busy", "90 %")))
                .setRecommendations(List.of(new ScalingAdvice("STOP", null, null, null, "use one node", "")))
                .setEstimates(List.of(new ScalingEstimate("alpha", Double.NaN, null, 0.0, Double.POSITIVE_INFINITY)))
                .setInconclusive("two points are too few for a law")
                .setWarnings(List.of("short steps"))
                .build();
    }

    public static ScoreReport score(double points) {
        return ScoreReport.newBuilder()
                .setSystem("net")
                .setOrigin(Origin.REAL)
                .setWindowStart(ONSET)
                .setWindowMillis(60_000)
                .setOperations(List.of("ping"))
                .setPoints(points)
                .setGrade("D")
                .setParts(List.of(
                        new ScorePart("THROUGHPUT", 2.0, 10.0, .5), new ScorePart("RELIABILITY", 99.0, 49.2, .5)))
                .setNextGrade("C")
                .setNextStep("throughput from 2 to 9 per second")
                .setEmittedAt(ONSET.plusSeconds(61))
                .build();
    }

    public static TrendReport trend(String verdict, Instant to) {
        return TrendReport.newBuilder()
                .setSystem("net")
                .setOperation("ping")
                .setMetric("p95")
                .setUnit("ns")
                .setOrigin(Origin.REAL)
                .setFrom(ONSET)
                .setTo(to)
                .setWindowMillis(60_000)
                .setWindows(10)
                .setVerdict(verdict)
                .setSlopePerHour(1e6)
                .setSlopeLow(Double.NEGATIVE_INFINITY)
                .setSlopeHigh(2e6)
                .setPValue(.01)
                .setPearson(.9)
                .setSpearman(.9)
                .setEmittedAt(to)
                .build();
    }

    private static ScalingPoint point(int nodes, double throughput, double efficiency) {
        return ScalingPoint.newBuilder()
                .setNodes(nodes)
                .setSeconds(60)
                .setThroughput(throughput)
                .setMeanLatencyMillis(5.0)
                .setSpeedUp(throughput / 100)
                .setEfficiency(efficiency)
                .build();
    }
}

package io.plumbline.streams.topology;

import io.plumbline.schemas.event.Delivery;
import io.plumbline.schemas.event.NodeState;
import io.plumbline.schemas.event.NodeStatus;
import io.plumbline.schemas.event.ResourceFigure;
import io.plumbline.schemas.event.ResourceStats;
import io.plumbline.schemas.event.TransportStats;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.streams.domain.health.Code;
import io.plumbline.streams.domain.health.DeliveryAccount;
import io.plumbline.streams.domain.health.Finding;
import io.plumbline.streams.domain.health.Heartbeat;
import io.plumbline.streams.domain.health.OperationFigures;
import io.plumbline.streams.domain.health.Period;
import io.plumbline.streams.domain.health.Reason;
import io.plumbline.streams.domain.health.ResourceFigures;
import io.plumbline.streams.domain.health.TransportFigures;
import io.plumbline.streams.domain.window.Origin;
import java.time.Instant;
import java.util.List;

/** Rows of the contract to what they say of health. Only one level of windows is judged. */
record FindingRows(HealthConfig config) {
    List<Finding> ofOperation(WindowStats row) {
        if (row.getWindowMillis() != config.windowMillis()) {
            return List.of();
        }
        OperationFigures figures = new OperationFigures(
                row.getOperation(),
                row.getNode(),
                period(row.getWindowStart(), row.getWindowMillis()),
                row.getCount(),
                row.getErrorCount(),
                row.getTimeoutCount(),
                row.getP95Nanos(),
                row.getP95LowNanos(),
                row.getP99Nanos(),
                row.getP99LowNanos());
        return findings(
                row.getSystem(),
                row.getRun(),
                row.getOrigin(),
                config.operations().judge(figures));
    }

    List<Finding> ofResources(ResourceStats row) {
        if (row.getWindowMillis() != config.windowMillis()) {
            return List.of();
        }
        ResourceFigure memory = row.getMemoryProcessBytes();
        ResourceFigures figures = new ResourceFigures(
                row.getNode(),
                period(row.getWindowStart(), row.getWindowMillis()),
                mean(row.getCpuSystem()),
                mean(row.getCpuThrottled()),
                memory == null ? null : memory.getMax(),
                row.getMemoryLimitBytes());
        return findings(
                row.getSystem(),
                row.getRun(),
                row.getOrigin(),
                config.resources().judge(figures));
    }

    /** Of all peers together: one for each pair of nodes would be too many. */
    List<Finding> ofTransport(TransportStats row) {
        if (row.getWindowMillis() != config.windowMillis() || !row.getPeer().isEmpty()) {
            return List.of();
        }
        TransportFigures figures = new TransportFigures(
                row.getNode(),
                period(row.getWindowStart(), row.getWindowMillis()),
                row.getConnectionsTried(),
                row.getConnectionsMade(),
                row.getPacketsSent(),
                row.getPacketsLost(),
                row.getRoundTrip() == null ? null : row.getRoundTrip().getP95Nanos());
        return findings(
                row.getSystem(),
                row.getRun(),
                row.getOrigin(),
                config.transport().judge(figures));
    }

    static DeliveryAccount account(Delivery row) {
        return new DeliveryAccount(
                row.getNext(), row.getMissing() + row.getDropped(), Times.micros(row.getUpdatedAt()));
    }

    List<Finding> ofDelivery(Delivery row, DeliveryAccount before) {
        List<Reason> reasons = before.judge(row.getNode(), account(row), config.missing()).stream()
                .toList();
        return findings(row.getSystem(), row.getRun(), row.getOrigin(), reasons);
    }

    /** @param source the partition that it came from */
    Finding ofHeartbeat(NodeStatus row, int source) {
        Heartbeat heartbeat = new Heartbeat(
                row.getNode(),
                Times.micros(row.getHeartbeatAt()),
                row.getState() == NodeState.STOPPED,
                row.getHeartbeatIntervalMillis());
        return new Finding(
                row.getSystem(),
                row.getRun(),
                Enums.fromWire(row.getOrigin()),
                source,
                heartbeat.validMillis(config.heartbeatsMissed()),
                heartbeat.judge());
    }

    private List<Finding> findings(
            String system, String run, io.plumbline.schemas.event.Origin origin, List<Reason> reasons) {
        Origin from = Enums.fromWire(origin);
        return reasons.stream()
                .map(reason -> new Finding(system, run, from, Finding.NO_SOURCE, validMillis(reason), reason))
                .toList();
    }

    private long validMillis(Reason reason) {
        boolean isEvidence =
                reason.aspect().code() == Code.EVIDENCE && reason.status().isBad();
        return isEvidence ? config.evidenceHold().toMillis() : config.patience().expiryMillis();
    }

    private static Period period(Instant start, long millis) {
        return new Period(Times.micros(start), 1_000 * millis);
    }

    private static Double mean(ResourceFigure figure) {
        return figure == null ? null : figure.getMean();
    }
}

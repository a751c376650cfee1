package io.plumbline.sink;

import io.plumbline.schemas.event.ClosedBy;
import io.plumbline.schemas.event.Delivery;
import io.plumbline.schemas.event.DurationFigure;
import io.plumbline.schemas.event.Health;
import io.plumbline.schemas.event.HealthReason;
import io.plumbline.schemas.event.HealthScope;
import io.plumbline.schemas.event.HealthStatus;
import io.plumbline.schemas.event.NetworkTier;
import io.plumbline.schemas.event.NodeState;
import io.plumbline.schemas.event.NodeStatus;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.ResourceFigure;
import io.plumbline.schemas.event.ResourceStats;
import io.plumbline.schemas.event.RunEvent;
import io.plumbline.schemas.event.RunPhase;
import io.plumbline.schemas.event.SketchData;
import io.plumbline.schemas.event.TransportStats;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.schemas.serde.Sketches;
import io.plumbline.sketch.Sketch;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Plausible events for tests. */
public final class Events {
    public static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private Events() {}

    /** The window number {@code index} of one second, with three events, all nodes together. */
    public static WindowStats window(int index) {
        return window(index, 0, 1_000, 2_000, 3_000);
    }

    public static WindowStats window(int index, int revision, double... values) {
        Sketch sketch = new Sketch();
        for (double value : values) {
            sketch.record(value);
        }
        return WindowStats.newBuilder()
                .setSystem("net")
                .setOperation("ping")
                .setRelease("1.0")
                .setWindowStart(START.plusSeconds(index))
                .setWindowMillis(1000)
                .setRevision(revision)
                .setClosedBy(ClosedBy.EVENT_TIME)
                .setOrigin(Origin.REAL)
                .setCount(values.length)
                .setOkCount(values.length)
                .setErrorCount(0)
                .setTimeoutCount(0)
                .setBytes(10)
                .setNodeCount(1)
                .setRatePerSecond(values.length)
                .setMeanNanos(sketch.mean())
                .setStdDevNanos(1)
                .setMinNanos(sketch.min())
                .setP50Nanos(sketch.quantile(.5))
                .setP90Nanos(sketch.quantile(.9))
                .setP95Nanos(sketch.quantile(.95))
                .setP99Nanos(sketch.quantile(.99))
                .setP999Nanos(sketch.quantile(.999))
                .setMaxNanos(sketch.max())
                .setResponse(Sketches.toData(sketch))
                .setService(service(values.length))
                .setEmittedAt(START.plusSeconds(index + 1))
                .build();
    }

    public static ResourceStats resources(int index) {
        ResourceFigure figure = new ResourceFigure(3, .25, .5, .45);
        return ResourceStats.newBuilder()
                .setSystem("net")
                .setNode("n1")
                .setWindowStart(START.plusSeconds(index))
                .setWindowMillis(1000)
                .setClosedBy(ClosedBy.IDLE)
                .setOrigin(Origin.REAL)
                .setSamples(3)
                .setCpuSystem(figure)
                .setMemorySystemBytes(new ResourceFigure(3, 1e9, 2e9, 1.5e9))
                .setEmittedAt(START.plusSeconds(index + 1))
                .build();
    }

    /** What n1 saw of n2, or with an empty peer of all: a gigabit sent in each second, nothing counted of what came back. */
    public static TransportStats transport(int index, String peer, double... roundTrips) {
        return TransportStats.newBuilder()
                .setSystem("net")
                .setNode("n1")
                .setPeer(peer)
                .setOrigin(Origin.REAL)
                .setWindowStart(START.plusSeconds(index))
                .setWindowMillis(1000)
                .setClosedBy(ClosedBy.EVENT_TIME)
                .setSamples(2)
                .setPeerCount(1)
                .setSentBytes(125_000_000L)
                .setSentMicros(1_000_000L)
                .setSentBitsPerSecond(1e9)
                .setPeakBitsPerSecond(1e9)
                .setTier(NetworkTier.STANDARD)
                .setRoundTrip(durations(roundTrips))
                .setConnectionsTried(4)
                .setConnectionsMade(3)
                .setConnectionSuccessShare(.75)
                .setPacketsSent(10L)
                .setPacketsLost(1L)
                .setPacketLossShare(.1)
                .setEmittedAt(START.plusSeconds(index + 1))
                .build();
    }

    public static NodeStatus node(NodeState state, long recorded) {
        return NodeStatus.newBuilder()
                .setSystem("net")
                .setNode("n1")
                .setBoot("b1")
                .setOrigin(Origin.REAL)
                .setState(state)
                .setHeartbeatAt(START.plusSeconds(recorded))
                .setStartedAt(START)
                .setHeartbeatIntervalMillis(1000)
                .setRecorded(recorded)
                .setSent(recorded)
                .setDropped(1)
                .build();
    }

    public static Delivery delivery(long received) {
        return Delivery.newBuilder()
                .setSystem("net")
                .setNode("n1")
                .setBoot("b1")
                .setOrigin(Origin.REAL)
                .setReceived(received)
                .setDuplicated(2)
                .setDropped(1)
                .setMissing(0)
                .setNext(received + 1)
                .setUpdatedAt(START)
                .build();
    }

    public static RunEvent run(RunPhase phase) {
        return RunEvent.newBuilder()
                .setSystem("net")
                .setRun("r1")
                .setPhase(phase)
                .setOrigin(Origin.REAL)
                .setAt(START)
                .setConfiguration(Map.of("nodes", "10"))
                .build();
    }

    private static DurationFigure durations(double... values) {
        Sketch sketch = new Sketch();
        for (double value : values) {
            sketch.record(value);
        }
        return sketch.isEmpty()
                ? null
                : new DurationFigure(
                        sketch.count(),
                        sketch.mean(),
                        sketch.min(),
                        sketch.quantile(.5),
                        sketch.quantile(.95),
                        sketch.quantile(.99),
                        sketch.max(),
                        Sketches.toData(sketch));
    }

    /** Of one node that is gone. */
    public static Health health(Instant changedAt, HealthStatus status, HealthReason... reasons) {
        return Health.newBuilder()
                .setSystem("net")
                .setScope(HealthScope.NODE)
                .setNode("n1")
                .setOrigin(Origin.REAL)
                .setStatus(status)
                .setSince(changedAt)
                .setChangedAt(changedAt)
                .setEvaluatedAt(changedAt)
                .setValidMillis(90_000)
                .setLookedAt(reasons.length)
                .setUnwell((int) Arrays.stream(reasons)
                        .filter(reason -> reason.getStatus() != HealthStatus.HEALTHY)
                        .count())
                .setReasons(List.of(reasons))
                .build();
    }

    public static HealthReason reason(HealthStatus status, String text) {
        return HealthReason.newBuilder()
                .setCode("HEARTBEAT")
                .setComponent("node")
                .setNode("n1")
                .setStatus(status)
                .setValue(status == HealthStatus.HEALTHY ? null : 16.0)
                .setThreshold(15.0)
                .setUnit("s")
                .setStart(START)
                .setText(text)
                .build();
    }

    private static SketchData service(int count) {
        if (count == 0) {
            return null;
        }
        Sketch sketch = new Sketch();
        sketch.record(500);
        return Sketches.toData(sketch);
    }
}

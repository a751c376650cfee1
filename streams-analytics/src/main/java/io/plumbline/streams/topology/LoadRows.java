package io.plumbline.streams.topology;

import io.plumbline.schemas.event.LoadFigures;
import io.plumbline.schemas.event.LoadKind;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.ResourceFigure;
import io.plumbline.schemas.event.ResourceStats;
import io.plumbline.schemas.event.RunEvent;
import io.plumbline.schemas.event.RunPhase;
import io.plumbline.schemas.event.TransportStats;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.streams.domain.scaling.live.OperationLoad;
import io.plumbline.streams.domain.scaling.live.ResourceLoad;
import io.plumbline.streams.domain.scaling.live.RunKey;
import io.plumbline.streams.domain.scaling.live.RunMoment;
import io.plumbline.streams.domain.scaling.live.TrafficLoad;
import io.plumbline.streams.domain.scaling.live.WindowRow;
import java.time.Instant;
import java.util.Optional;

/**
 * Rows of the contract to and from what they say of the load. Only one level of windows is looked at.
 *
 * @param windowMillis its length
 */
record LoadRows(long windowMillis) {
    private static final double BITS_OF_BYTE = 8;

    static String key(LoadFigures load) {
        return load.getSystem() + "/" + load.getRun();
    }

    static RunKey run(LoadFigures load) {
        return new RunKey(load.getSystem(), load.getRun());
    }

    /** Over all nodes. */
    Optional<LoadFigures> ofOperation(WindowStats row) {
        if (row.getWindowMillis() != windowMillis || !row.getNode().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(load(
                        LoadKind.OPERATION,
                        row.getSystem(),
                        row.getRun(),
                        row.getRelease(),
                        row.getOrigin(),
                        row.getWindowStart())
                .setOperation(row.getOperation())
                .setWindowMillis(windowMillis)
                .setRevision(row.getRevision())
                .setNodes(row.getNodeCount())
                .setCount(row.getCount())
                .setOkCount(row.getOkCount())
                .setMeanNanos(row.getMeanNanos())
                .build());
    }

    Optional<LoadFigures> ofResources(ResourceStats row) {
        if (row.getWindowMillis() != windowMillis) {
            return Optional.empty();
        }
        ResourceFigure memory =
                row.getMemoryProcessBytes() != null ? row.getMemoryProcessBytes() : row.getMemorySystemBytes();
        return Optional.of(load(
                        LoadKind.RESOURCES,
                        row.getSystem(),
                        row.getRun(),
                        row.getRelease(),
                        row.getOrigin(),
                        row.getWindowStart())
                .setNode(row.getNode())
                .setWindowMillis(windowMillis)
                .setRevision(row.getRevision())
                .setCpuShare(
                        row.getCpuSystem() == null ? null : row.getCpuSystem().getMean())
                .setMemoryBytes(memory == null ? null : memory.getMax())
                .build());
    }

    /** With all peers together: one for each pair of nodes would be too many. */
    Optional<LoadFigures> ofTransport(TransportStats row) {
        if (row.getWindowMillis() != windowMillis || !row.getPeer().isEmpty()) {
            return Optional.empty();
        }
        Double bits = row.getTotalBitsPerSecond();
        Double lost = row.getPacketLossShare();
        return Optional.of(load(
                        LoadKind.TRANSPORT,
                        row.getSystem(),
                        row.getRun(),
                        row.getRelease(),
                        row.getOrigin(),
                        row.getWindowStart())
                .setNode(row.getNode())
                .setWindowMillis(windowMillis)
                .setRevision(row.getRevision())
                .setBytesPerSecond(bits == null ? null : bits / BITS_OF_BYTE)
                .setDeliveredShare(lost == null ? null : 1 - lost)
                .build());
    }

    /** @throws IllegalArgumentException if it belongs to no run: continuous operation has no stages */
    static Optional<LoadFigures> ofRun(RunEvent event) {
        if (event.getRun().isEmpty()) {
            throw new IllegalArgumentException("a moment of a run does not name its run");
        }
        return Optional.of(load(
                        LoadKind.RUN,
                        event.getSystem(),
                        event.getRun(),
                        event.getRelease(),
                        event.getOrigin(),
                        event.getAt())
                .setNodes(event.getNodes())
                .setPhase(event.getPhase())
                .setStage(event.getStage())
                .build());
    }

    private static LoadFigures.Builder load(
            LoadKind kind, String system, String run, String release, Origin origin, Instant start) {
        return LoadFigures.newBuilder()
                .setKind(kind)
                .setSystem(system)
                .setRun(run)
                .setRelease(release)
                .setOrigin(origin)
                .setStart(start);
    }

    /** @throws IllegalArgumentException if its figures are missing, contradict each other, or are of another length */
    WindowRow windowRow(LoadFigures load) {
        if (load.getWindowMillis() != windowMillis) {
            throw new IllegalArgumentException("figures of windows of " + load.getWindowMillis()
                    + " ms cannot be compared with those of " + windowMillis + " ms: scaling.window was changed");
        }
        long start = Times.micros(load.getStart());
        return switch (load.getKind()) {
            case OPERATION -> new WindowRow.OfOperation(start, load.getOperation(), operation(load));
            case RESOURCES ->
                new WindowRow.OfResources(
                        start,
                        load.getNode(),
                        new ResourceLoad(load.getRevision(), load.getCpuShare(), load.getMemoryBytes()));
            case TRANSPORT ->
                new WindowRow.OfTraffic(
                        start,
                        load.getNode(),
                        new TrafficLoad(load.getRevision(), load.getBytesPerSecond(), load.getDeliveredShare()));
            case RUN -> throw new IllegalArgumentException("a moment of a run is no window");
        };
    }

    /** @throws IllegalArgumentException if it lacks its phase or its nodes */
    static RunMoment moment(LoadFigures load) {
        RunPhase phase = present(load.getPhase(), "a moment of a run has no phase");
        int nodes = present(load.getNodes(), "a moment of a run has no nodes");
        return new RunMoment(Times.micros(load.getStart()), phase(phase), nodes, load.getStage());
    }

    private static OperationLoad operation(LoadFigures load) {
        return new OperationLoad(
                load.getRevision(),
                present(load.getNodes(), "a window has no nodes"),
                present(load.getCount(), "a window has no count"),
                present(load.getOkCount(), "a window does not say how many succeeded"),
                present(load.getMeanNanos(), "a window has no mean"));
    }

    private static RunMoment.Phase phase(RunPhase phase) {
        return switch (phase) {
            case STARTED -> RunMoment.Phase.STARTED;
            case STAGE -> RunMoment.Phase.STAGE;
            case FINISHED -> RunMoment.Phase.FINISHED;
        };
    }

    private static <T> T present(T figure, String otherwise) {
        if (figure == null) {
            throw new IllegalArgumentException(otherwise);
        }
        return figure;
    }
}

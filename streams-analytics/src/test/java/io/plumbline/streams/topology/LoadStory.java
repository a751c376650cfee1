package io.plumbline.streams.topology;

import io.plumbline.schemas.event.ClosedBy;
import io.plumbline.schemas.event.ResourceFigure;
import io.plumbline.schemas.event.ResourceStats;
import io.plumbline.schemas.event.RunEvent;
import io.plumbline.schemas.event.RunPhase;
import io.plumbline.schemas.event.TransportStats;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.schemas.serde.Sketches;
import io.plumbline.sketch.Sketch;
import java.time.Instant;

/** Rows of windows of ten seconds, as the stages before would emit them. Times are seconds of event time. */
final class LoadStory {
    static final String RUN = "scale-1";
    static final int SIZE = 10; // seconds

    private LoadStory() {}

    static RunEvent moment(RunPhase phase, long second, int nodes, String stage) {
        return RunEvent.newBuilder()
                .setSystem("shop")
                .setRun(RUN)
                .setPhase(phase)
                .setAt(Instant.ofEpochSecond(second))
                .setNodes(nodes)
                .setStage(stage)
                .build();
    }

    static RunEvent stage(long second, int nodes) {
        return moment(RunPhase.STAGE, second, nodes, nodes + " nodes");
    }

    static RunEvent finished(long second) {
        return moment(RunPhase.FINISHED, second, 0, "");
    }

    /** Of a run, all events OK and of 10 ms. */
    static WindowStats window(long second, int nodes, long count) {
        return window(RUN, "consensus.round", second, nodes, count, count, 10);
    }

    static WindowStats window(
            String run, String operation, long second, int nodes, long count, long ok, double meanMillis) {
        double nanos = 1e6 * meanMillis;
        return WindowStats.newBuilder()
                .setSystem("shop")
                .setRun(run)
                .setOperation(operation)
                .setWindowStart(Instant.ofEpochSecond(second))
                .setWindowMillis(1_000L * SIZE)
                .setClosedBy(ClosedBy.EVENT_TIME)
                .setCount(count)
                .setOkCount(ok)
                .setErrorCount(count - ok)
                .setTimeoutCount(0)
                .setBytes(0)
                .setNodeCount(nodes)
                .setRatePerSecond((double) count / SIZE)
                .setMeanNanos(nanos)
                .setStdDevNanos(0)
                .setMinNanos(nanos)
                .setP50Nanos(nanos)
                .setP90Nanos(nanos)
                .setP95Nanos(nanos)
                .setP99Nanos(nanos)
                .setP999Nanos(nanos)
                .setMaxNanos(nanos)
                .setResponse(Sketches.toData(new Sketch()))
                .setEmittedAt(Instant.EPOCH)
                .build();
    }

    static ResourceStats resources(String run, String node, long second, double cpu, double memoryBytes) {
        return ResourceStats.newBuilder()
                .setSystem("shop")
                .setRun(run)
                .setNode(node)
                .setWindowStart(Instant.ofEpochSecond(second))
                .setWindowMillis(1_000L * SIZE)
                .setClosedBy(ClosedBy.EVENT_TIME)
                .setSamples(100)
                .setCpuSystem(new ResourceFigure(100, cpu, cpu, cpu))
                .setMemoryProcessBytes(new ResourceFigure(100, memoryBytes, memoryBytes, memoryBytes))
                .setEmittedAt(Instant.EPOCH)
                .build();
    }

    static TransportStats transport(String run, String node, String peer, long second, double bitsPerSecond) {
        return TransportStats.newBuilder()
                .setSystem("shop")
                .setRun(run)
                .setNode(node)
                .setPeer(peer)
                .setWindowStart(Instant.ofEpochSecond(second))
                .setWindowMillis(1_000L * SIZE)
                .setClosedBy(ClosedBy.EVENT_TIME)
                .setSamples(100)
                .setPeerCount(1)
                .setTotalBitsPerSecond(bitsPerSecond)
                .setEmittedAt(Instant.EPOCH)
                .build();
    }
}

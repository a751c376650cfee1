package io.plumbline.streams.topology;

import io.plumbline.schemas.event.ResourceFigure;
import io.plumbline.schemas.event.ResourceSample;
import io.plumbline.schemas.event.ResourceStats;
import io.plumbline.streams.domain.resource.Resource;
import io.plumbline.streams.domain.resource.ResourceTally;
import io.plumbline.streams.domain.window.Admission;
import io.plumbline.streams.domain.window.Pane;
import io.plumbline.streams.domain.window.WindowId;
import java.util.EnumMap;
import java.util.Map;

/** Resource samples and rows to and from the domain. */
final class ResourceRows {
    private static final double NANOS_OF_SECOND = 1e9;

    private ResourceRows() {}

    /**
     * The figures of one sample, as shares, bytes or bytes per second; without those that the node could not give.
     *
     * @param latestMicros what was sampled later than this is refused
     * @throws IllegalArgumentException saying in words for a person why the sample cannot be used
     */
    static Map<Resource, Double> values(ResourceSample sample, long latestMicros) {
        String refusal = Admission.refusalOfTime(Times.micros(sample.getSampledAt()), 0, latestMicros);
        if (refusal != null) {
            throw new IllegalArgumentException(refusal);
        }
        if (sample.getIntervalNanos() <= 0) {
            throw new IllegalArgumentException("intervalNanos is not positive: " + sample.getIntervalNanos());
        }
        Map<Resource, Double> values = new EnumMap<>(Resource.class);
        double seconds = sample.getIntervalNanos() / NANOS_OF_SECOND;
        put(values, Resource.CPU_SYSTEM, sample.getCpuSystem(), 1);
        put(values, Resource.CPU_PROCESS, sample.getCpuProcess(), 1);
        put(values, Resource.CPU_THROTTLED, sample.getCpuThrottledNanos(), (double) sample.getIntervalNanos());
        put(values, Resource.MEMORY_SYSTEM, sample.getMemorySystemBytes(), 1);
        put(values, Resource.MEMORY_PROCESS, sample.getMemoryProcessBytes(), 1);
        put(values, Resource.DISK_READ, sample.getDiskReadBytes(), seconds);
        put(values, Resource.DISK_WRITE, sample.getDiskWriteBytes(), seconds);
        put(values, Resource.PROCESS_READ, sample.getProcessReadBytes(), seconds);
        put(values, Resource.PROCESS_WRITE, sample.getProcessWriteBytes(), seconds);
        put(values, Resource.NETWORK_RECEIVED, sample.getNetworkReceivedBytes(), seconds);
        put(values, Resource.NETWORK_SENT, sample.getNetworkSentBytes(), seconds);
        return values;
    }

    static ResourceStats stats(WindowId window, Pane<ResourceTally> pane, long nowMillis) {
        ResourceTally tally = pane.figures();
        ResourceStats stats = new ResourceStats();
        stats.setSystem(window.series().system());
        stats.setRun(window.series().run());
        stats.setNode(window.series().node());
        stats.setRelease(String.join(",", tally.releases()));
        stats.setOrigin(Enums.toWire(tally.origin()));
        stats.setWindowStart(Times.instant(window.startMicros()));
        stats.setWindowMillis(Times.millis(window.sizeMicros()));
        stats.setRevision(pane.revision());
        stats.setClosedBy(Enums.toWire(pane.closedBy()));
        stats.setSamples(tally.samples());
        stats.setLateCount(tally.lateCount());
        stats.setMaxLatenessMicros(tally.maxLatenessMicros());
        stats.setEmittedAt(Times.ofMillis(nowMillis));
        setFigures(stats, tally);
        return stats;
    }

    private static void setFigures(ResourceStats stats, ResourceTally tally) {
        stats.setCpuSystem(figure(tally, Resource.CPU_SYSTEM));
        stats.setCpuProcess(figure(tally, Resource.CPU_PROCESS));
        stats.setCpuThrottled(figure(tally, Resource.CPU_THROTTLED));
        stats.setMemorySystemBytes(figure(tally, Resource.MEMORY_SYSTEM));
        stats.setMemoryProcessBytes(figure(tally, Resource.MEMORY_PROCESS));
        stats.setDiskReadBytesPerSecond(figure(tally, Resource.DISK_READ));
        stats.setDiskWriteBytesPerSecond(figure(tally, Resource.DISK_WRITE));
        stats.setProcessReadBytesPerSecond(figure(tally, Resource.PROCESS_READ));
        stats.setProcessWriteBytesPerSecond(figure(tally, Resource.PROCESS_WRITE));
        stats.setNetworkReceivedBytesPerSecond(figure(tally, Resource.NETWORK_RECEIVED));
        stats.setNetworkSentBytesPerSecond(figure(tally, Resource.NETWORK_SENT));
    }

    private static ResourceFigure figure(ResourceTally tally, Resource resource) {
        return tally.figure(resource)
                .map(figure -> new ResourceFigure(figure.samples(), figure.mean(), figure.max(), figure.p95()))
                .orElse(null);
    }

    private static void put(Map<Resource, Double> values, Resource resource, Number amount, double per) {
        if (amount == null) {
            return;
        }
        double value = amount.doubleValue() / per;
        if (!ResourceTally.isPossible(resource, value)) {
            throw new IllegalArgumentException(resource + " is out of range: " + amount);
        }
        values.put(resource, value);
    }
}

package io.plumbline.streams.topology;

import io.plumbline.schemas.event.ResourceFigure;
import io.plumbline.schemas.event.ResourceSample;
import io.plumbline.schemas.event.ResourceStats;
import io.plumbline.streams.domain.resource.Resource;
import io.plumbline.streams.domain.resource.ResourceTally;
import io.plumbline.streams.domain.sample.Provenance;
import io.plumbline.streams.domain.window.Pane;
import io.plumbline.streams.domain.window.Series;
import io.plumbline.streams.domain.window.WindowId;
import java.util.List;

/** Resource samples to rows: shares, bytes and bytes per second, without those that the node could not give. */
final class ResourceRows implements SampleKind<ResourceSample, ResourceTally> {
    private static final double NANOS_OF_SECOND = 1e9;

    @Override
    public Names.Samples names() {
        return Names.RESOURCES;
    }

    @Override
    public Header header(ResourceSample sample) {
        return new Header(
                sample.getSystem(),
                sample.getRun(),
                sample.getNode(),
                sample.getRelease(),
                Enums.fromWire(sample.getOrigin()),
                sample.getBoot(),
                sample.getSequence(),
                Times.micros(sample.getSampledAt()));
    }

    @Override
    public ResourceTally empty() {
        return new ResourceTally();
    }

    @Override
    public List<Series> series(ResourceSample sample) {
        return List.of(new Series(sample.getSystem(), sample.getRun(), "", sample.getNode()));
    }

    @Override
    public void record(ResourceSample sample, ResourceTally tally) {
        if (sample.getIntervalNanos() <= 0) {
            throw new IllegalArgumentException("intervalNanos is not positive: " + sample.getIntervalNanos());
        }
        double seconds = sample.getIntervalNanos() / NANOS_OF_SECOND;
        put(tally, Resource.CPU_SYSTEM, sample.getCpuSystem(), 1);
        put(tally, Resource.CPU_PROCESS, sample.getCpuProcess(), 1);
        put(tally, Resource.CPU_THROTTLED, sample.getCpuThrottledNanos(), (double) sample.getIntervalNanos());
        put(tally, Resource.MEMORY_SYSTEM, sample.getMemorySystemBytes(), 1);
        put(tally, Resource.MEMORY_PROCESS, sample.getMemoryProcessBytes(), 1);
        put(tally, Resource.MEMORY_LIMIT, sample.getMemoryLimitBytes(), 1);
        put(tally, Resource.DISK_READ, sample.getDiskReadBytes(), seconds);
        put(tally, Resource.DISK_WRITE, sample.getDiskWriteBytes(), seconds);
        put(tally, Resource.PROCESS_READ, sample.getProcessReadBytes(), seconds);
        put(tally, Resource.PROCESS_WRITE, sample.getProcessWriteBytes(), seconds);
        put(tally, Resource.NETWORK_RECEIVED, sample.getNetworkReceivedBytes(), seconds);
        put(tally, Resource.NETWORK_SENT, sample.getNetworkSentBytes(), seconds);
    }

    @Override
    public ResourceStats row(WindowId window, Pane<ResourceTally> pane, long nowMillis) {
        Provenance provenance = pane.figures().provenance();
        ResourceStats stats = new ResourceStats();
        stats.setSystem(window.series().system());
        stats.setRun(window.series().run());
        stats.setNode(window.series().node());
        stats.setRelease(String.join(",", provenance.releases()));
        stats.setOrigin(Enums.toWire(provenance.origin()));
        stats.setWindowStart(Times.instant(window.startMicros()));
        stats.setWindowMillis(Times.millis(window.sizeMicros()));
        stats.setRevision(pane.revision());
        stats.setClosedBy(Enums.toWire(pane.closedBy()));
        stats.setSamples((int) Math.min(Integer.MAX_VALUE, provenance.samples()));
        stats.setLateCount(provenance.lateCount());
        stats.setMaxLatenessMicros(provenance.maxLatenessMicros());
        stats.setEmittedAt(Times.ofMillis(nowMillis));
        setFigures(stats, pane.figures());
        return stats;
    }

    private static void setFigures(ResourceStats stats, ResourceTally tally) {
        stats.setCpuSystem(figure(tally, Resource.CPU_SYSTEM));
        stats.setCpuProcess(figure(tally, Resource.CPU_PROCESS));
        stats.setCpuThrottled(figure(tally, Resource.CPU_THROTTLED));
        stats.setMemorySystemBytes(figure(tally, Resource.MEMORY_SYSTEM));
        stats.setMemoryProcessBytes(figure(tally, Resource.MEMORY_PROCESS));
        stats.setMemoryLimitBytes(tally.figure(Resource.MEMORY_LIMIT)
                .map(ResourceTally.Figure::max)
                .orElse(null));
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

    private static void put(ResourceTally tally, Resource resource, Number amount, double per) {
        if (amount == null) {
            return;
        }
        double value = amount.doubleValue() / per;
        if (!ResourceTally.isPossible(resource, value)) {
            throw new IllegalArgumentException(resource + " is out of range: " + amount);
        }
        tally.record(resource, value);
    }
}

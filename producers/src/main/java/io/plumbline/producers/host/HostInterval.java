package io.plumbline.producers.host;

import io.plumbline.schemas.event.ResourceSample;

/** The time between two readings. Counters become differences; one that went backwards (a reset) is unknown, not 0. */
record HostInterval(HostReading before, HostReading after) {
    long nanos() {
        return after.nanos() - before.nanos();
    }

    /** Fills in the figures; the header is the caller's. */
    ResourceSample.Builder figures(ResourceSample.Builder sample) {
        return sample.setIntervalNanos(nanos())
                .setCpuSystem(cpuSystem())
                .setCpuProcess(cpuProcess())
                .setCpuLimit(after.cpuLimit())
                .setCpuThrottledNanos(difference(before.cpuThrottledNanos(), after.cpuThrottledNanos()))
                .setMemorySystemBytes(after.memorySystemBytes())
                .setMemoryProcessBytes(after.memoryProcessBytes())
                .setMemoryLimitBytes(after.memoryLimitBytes())
                .setDiskReadBytes(difference(before.diskReadBytes(), after.diskReadBytes()))
                .setDiskWriteBytes(difference(before.diskWriteBytes(), after.diskWriteBytes()))
                .setProcessReadBytes(difference(before.processReadBytes(), after.processReadBytes()))
                .setProcessWriteBytes(difference(before.processWriteBytes(), after.processWriteBytes()))
                .setNetworkReceivedBytes(difference(before.networkReceivedBytes(), after.networkReceivedBytes()))
                .setNetworkSentBytes(difference(before.networkSentBytes(), after.networkSentBytes()))
                .setOpenFiles(after.openFiles())
                .setThreads(after.threads());
    }

    /** Share of all processors, 0 to 1; unknown if the kernel's clock did not tick in between. */
    private Double cpuSystem() {
        Long busy = difference(before.cpuBusyTicks(), after.cpuBusyTicks());
        Long total = difference(before.cpuTotalTicks(), after.cpuTotalTicks());
        return busy == null || total == null || total == 0 ? null : Math.min(1, (double) busy / total);
    }

    private Double cpuProcess() {
        Long used = difference(before.cpuProcessNanos(), after.cpuProcessNanos());
        return used == null || nanos() <= 0 ? null : (double) used / nanos();
    }

    static Long difference(Long before, Long after) {
        return before == null || after == null || after < before ? null : Long.valueOf(after - before);
    }
}

package io.plumbline.producers.host;

/**
 * What the machine and the process show at one moment: counters are totals since some start. Null is what this machine
 * cannot tell.
 *
 * @param nanos monotonic time of the reading
 * @param cpuBusyTicks of all processors together
 * @param cpuTotalTicks busy and idle
 * @param cpuProcessNanos processor time of the process
 * @param cpuLimit processors that may be used
 * @param cpuThrottledNanos time that the cgroup was held back
 */
record HostReading(
        long nanos,
        Long cpuBusyTicks,
        Long cpuTotalTicks,
        Long cpuProcessNanos,
        Double cpuLimit,
        Long cpuThrottledNanos,
        Long memorySystemBytes,
        Long memoryProcessBytes,
        Long memoryLimitBytes,
        Long diskReadBytes,
        Long diskWriteBytes,
        Long processReadBytes,
        Long processWriteBytes,
        Long networkReceivedBytes,
        Long networkSentBytes,
        Long openFiles,
        Integer threads) {}

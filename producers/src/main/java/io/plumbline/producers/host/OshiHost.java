package io.plumbline.producers.host;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.ToLongFunction;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HWDiskStore;
import oshi.hardware.NetworkIF;
import oshi.software.os.OSProcess;
import oshi.util.GlobalConfig;

/**
 * This machine and this process where it is no Linux, through OSHI. The lists of disks and interfaces are made once: making
 * them is slow, reading them again is not.
 */
final class OshiHost implements Host {
    private final CentralProcessor processor;
    private final GlobalMemory memory;
    private final OSProcess process;
    private final List<HWDiskStore> disks;
    private final List<NetworkIF> interfaces;
    private final OperatingSystemMXBean jvm = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    OshiHost() {
        // OSHI keeps answers for 300 ms by default: at our rate that would be old news.
        GlobalConfig.set(GlobalConfig.OSHI_UTIL_MEMOIZER_EXPIRATION, 40);
        SystemInfo system = new SystemInfo();
        processor = system.getHardware().getProcessor();
        memory = system.getHardware().getMemory();
        process = system.getOperatingSystem().getCurrentProcess();
        disks = system.getHardware().getDiskStores();
        interfaces = system.getHardware().getNetworkIFs(); // without loopback
    }

    @Override
    public HostReading read() {
        long[] ticks = processor.getSystemCpuLoadTicks();
        process.updateAttributes();
        interfaces.forEach(NetworkIF::updateAttributes);
        disks.forEach(HWDiskStore::updateAttributes);
        return new HostReading(
                System.nanoTime(),
                total(ticks) - ticks[TickType.IDLE.getIndex()] - ticks[TickType.IOWAIT.getIndex()],
                total(ticks),
                positive(jvm.getProcessCpuTime()),
                (double) processor.getLogicalProcessorCount(),
                null,
                memory.getTotal() - memory.getAvailable(),
                positive(process.getResidentMemory()),
                memory.getTotal(),
                sum(disks, HWDiskStore::getReadBytes),
                sum(disks, HWDiskStore::getWriteBytes),
                process.getBytesRead(),
                process.getBytesWritten(),
                sum(interfaces, NetworkIF::getBytesRecv),
                sum(interfaces, NetworkIF::getBytesSent),
                positive(process.getOpenFiles()),
                process.getThreadCount() > 0 ? process.getThreadCount() : null);
    }

    private static long total(long[] ticks) {
        long total = 0;
        for (long tick : ticks) {
            total += tick;
        }
        return total;
    }

    /** Null where there is nothing to add up: no disks are not idle disks. */
    private static <T> Long sum(List<T> parts, ToLongFunction<T> counter) {
        return parts.isEmpty() ? null : parts.stream().mapToLong(counter).sum();
    }

    private static Long positive(long value) {
        return value > 0 ? value : null;
    }
}

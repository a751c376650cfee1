package io.plumbline.producers.host;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HWDiskStore;
import oshi.hardware.NetworkIF;
import oshi.software.os.OSProcess;
import oshi.util.GlobalConfig;

/**
 * This machine and this process, through OSHI and the control group's files. The lists of disks and interfaces are made
 * once: making them is slow, reading them again is not. For one thread.
 */
final class OshiHost {
    private static final Path PROCESS_IO = Path.of("/proc/self/io");

    /** Where it exists: OSHI asks udev about every disk each time, which takes milliseconds. */
    private static final Path DISKSTATS = Path.of("/proc/diskstats");

    private final CentralProcessor processor;
    private final GlobalMemory memory;
    private final OSProcess process;
    private final List<HWDiskStore> disks;
    private final List<NetworkIF> interfaces;
    private final Set<String> diskNames;
    private final boolean processIoKnown;
    private final Cgroup cgroup;
    private final OperatingSystemMXBean jvm = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    OshiHost() {
        // OSHI keeps answers for 300 ms by default: at our rate that would be old news.
        GlobalConfig.set(GlobalConfig.OSHI_UTIL_MEMOIZER_EXPIRATION, 40);
        SystemInfo system = new SystemInfo();
        processor = system.getHardware().getProcessor();
        memory = system.getHardware().getMemory();
        process = system.getOperatingSystem().getCurrentProcess();
        disks = system.getHardware().getDiskStores().stream()
                .filter(disk -> !isVirtual(disk.getName()))
                .toList();
        diskNames = disks.stream()
                .map(disk -> disk.getName().replaceFirst("^/dev/", ""))
                .collect(Collectors.toSet());
        interfaces = system.getHardware().getNetworkIFs(); // without loopback
        processIoKnown = !Files.isDirectory(Path.of("/proc/self")) || isReadable(PROCESS_IO);
        cgroup = Cgroup.ofThisProcess();
    }

    HostReading read() {
        long[] ticks = processor.getSystemCpuLoadTicks();
        process.updateAttributes();
        interfaces.forEach(NetworkIF::updateAttributes);
        Cgroup.Reading limits = cgroup.read();
        Optional<DiskTotals> disk = diskTotals();
        return new HostReading(
                System.nanoTime(),
                total(ticks) - ticks[TickType.IDLE.getIndex()] - ticks[TickType.IOWAIT.getIndex()],
                total(ticks),
                positive(jvm.getProcessCpuTime()),
                limits.processors().orElse((double) processor.getLogicalProcessorCount()),
                limits.throttledNanos().orElse(null),
                memory.getTotal() - memory.getAvailable(),
                positive(process.getResidentMemory()),
                Math.min(limits.memoryBytes().orElse(Long.MAX_VALUE), memory.getTotal()),
                disk.map(DiskTotals::readBytes).orElse(null),
                disk.map(DiskTotals::writtenBytes).orElse(null),
                processIoKnown ? process.getBytesRead() : null,
                processIoKnown ? process.getBytesWritten() : null,
                sum(interfaces, NetworkIF::getBytesRecv),
                sum(interfaces, NetworkIF::getBytesSent),
                positive(process.getOpenFiles()),
                process.getThreadCount() > 0 ? process.getThreadCount() : null);
    }

    private Optional<DiskTotals> diskTotals() {
        if (Files.exists(DISKSTATS)) {
            try {
                return DiskTotals.of(Files.readAllLines(DISKSTATS), diskNames);
            } catch (IOException e) { // hidden from us: then it is unknown
                return Optional.empty();
            }
        }
        disks.forEach(HWDiskStore::updateAttributes);
        return disks.stream()
                .map(disk -> new DiskTotals(disk.getReadBytes(), disk.getWriteBytes()))
                .reduce(DiskTotals::plus);
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

    /** Mappings onto other disks, whose bytes would count twice, and memory that poses as a disk. */
    private static boolean isVirtual(String name) {
        return name.matches("/dev/(dm-|md|zram|loop|ram).*");
    }

    private static boolean isReadable(Path file) {
        try {
            Files.readString(file);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

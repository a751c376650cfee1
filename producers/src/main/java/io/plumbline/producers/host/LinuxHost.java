package io.plumbline.producers.host;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * This machine and this process, from the files in which Linux tells of them: a tenth of what asking OSHI costs. Which disks
 * and interfaces count is found out once.
 */
final class LinuxHost implements Host {
    private final Path stat;
    private final Path meminfo;
    private final Path diskstats;
    private final Path networkDevices;
    private final Path ownStatus;
    private final Path ownIo;
    private final Set<String> disks;
    private final Set<String> interfaces;
    private final Cgroup cgroup = Cgroup.ofThisProcess();
    private final UnixOperatingSystemMXBean jvm =
            (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final int processors = Runtime.getRuntime().availableProcessors();
    private final ProcText text = new ProcText();

    /**
     * @param proc where the system's files are
     * @param blocks a directory with an entry for each disk
     */
    LinuxHost(Path proc, Path blocks) {
        this(proc, disks(blocks), interfaces());
    }

    LinuxHost(Path proc, Set<String> disks, Set<String> interfaces) {
        stat = proc.resolve("stat");
        meminfo = proc.resolve("meminfo");
        diskstats = proc.resolve("diskstats");
        networkDevices = proc.resolve("net/dev");
        ownStatus = proc.resolve("self/status");
        ownIo = proc.resolve("self/io");
        this.disks = disks;
        this.interfaces = interfaces;
    }

    @Override
    public HostReading read() {
        CpuTicks ticks = text.read(stat) ? CpuTicks.of(text) : CpuTicks.UNKNOWN;
        text.read(meminfo);
        Long memory = text.bytes("MemTotal:");
        Long available = text.bytes("MemAvailable:");
        Optional<ByteTotals> disk = text.read(diskstats) ? ByteTotals.ofDisks(text, disks) : Optional.empty();
        Optional<ByteTotals> network =
                text.read(networkDevices) ? ByteTotals.ofInterfaces(text, interfaces) : Optional.empty();
        text.read(ownIo);
        Long readBytes = text.value("read_bytes:");
        Long writtenBytes = text.value("write_bytes:");
        text.read(ownStatus);
        Long resident = text.bytes("VmRSS:");
        Long threads = text.value("Threads:");
        Cgroup.Reading limits = cgroup.read();
        return new HostReading(
                System.nanoTime(),
                ticks.busy(),
                ticks.total(),
                jvm.getProcessCpuTime(),
                limits.processors().orElse((double) processors),
                limits.throttledNanos().orElse(null),
                memory == null || available == null ? null : Long.valueOf(memory - available),
                resident,
                limits.memoryBytes()
                        .map(limit -> memory == null ? limit : Math.min(limit, memory))
                        .orElse(memory),
                disk.map(ByteTotals::in).orElse(null),
                disk.map(ByteTotals::out).orElse(null),
                readBytes,
                writtenBytes,
                network.map(ByteTotals::in).orElse(null),
                network.map(ByteTotals::out).orElse(null),
                jvm.getOpenFileDescriptorCount(),
                threads == null ? null : Math.toIntExact(threads));
    }

    /** Without mappings onto other disks, whose bytes would count twice, and memory that poses as a disk. */
    private static Set<String> disks(Path blocks) {
        try (Stream<Path> entries = Files.list(blocks)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.matches("(dm-|md|zram|loop|ram).*"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) { // hidden from us: no disk is known
            return Set.of();
        }
    }

    /** Those with an address of hardware: not the loopback, nor tunnels. */
    private static Set<String> interfaces() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(LinuxHost::isHardware)
                    .map(NetworkInterface::getName)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isHardware(NetworkInterface device) {
        try {
            return !device.isLoopback() && device.getHardwareAddress() != null;
        } catch (SocketException e) { // it went away meanwhile
            return false;
        }
    }
}

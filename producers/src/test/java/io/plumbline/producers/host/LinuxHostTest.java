package io.plumbline.producers.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** On texts as Linux shows them. */
@DisabledOnOs(OS.WINDOWS)
class LinuxHostTest {
    private static final Map<String, String> FILES = Map.of(
            "stat", "cpu  100 20 30 1000 50 1 2 7 90 9\ncpu0 1 2 3 4\nintr 99\n",
            "meminfo", "MemTotal:       16000 kB\nMemFree:   1 kB\nMemAvailable:    6000 kB\n",
            "diskstats", """
                     254       0 vda 62677 10857 4000 24374 7878 11293 1000 2698 0 10272 27425 5351 34 183056 291 1885 60
                     254       1 vda1 62000 10857 3900 24374 7878 11293 900 2698 0 10272 27425
                       8       0 sda 1 0 10 0 1 0 20 0 0 0 0
                     253       0 dm-0 1 0 99 0 1 0 99 0 0 0 0
                    """,
            "net/dev", """
                    Inter-|   Receive                                                |  Transmit
                     face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop
                        lo: 777 1 0 0 0 0 0 0 777 1 0 0
                      eth0:1000 1 0 0 0 0 0 0 2000 1 0 0
                      eth1: 10 1 0 0 0 0 0 0 20 1 0 0
                    """,
            "self/status", "Name:\tagent\nVmHWM:\t  9 kB\nVmRSS:\t  2048 kB\nThreads:\t12\n",
            "self/io", "rchar: 5\nread_bytes: 4096\nwrite_bytes: 8192\ncancelled_write_bytes: 0\n");

    @TempDir
    private Path proc;

    @Test
    void figuresAreThoseOfTheFiles() throws IOException {
        write(FILES);

        HostReading reading = read(Set.of("vda", "sda"), Set.of("eth0", "eth1"));

        assertThat(reading.cpuTotalTicks()).isEqualTo(1_210); // guests are in user already
        assertThat(reading.cpuBusyTicks()).isEqualTo(160); // neither idle nor waiting for a disk
        assertThat(reading.memorySystemBytes()).isEqualTo(10_000 << 10);
        assertThat(reading.memoryProcessBytes()).isEqualTo(2_048 << 10);
        assertThat(reading.diskReadBytes()).isEqualTo(4_010 * 512); // of disks, not of their partitions
        assertThat(reading.diskWriteBytes()).isEqualTo(1_020 * 512);
        assertThat(reading.processReadBytes()).isEqualTo(4_096);
        assertThat(reading.processWriteBytes()).isEqualTo(8_192);
        assertThat(reading.networkReceivedBytes()).isEqualTo(1_010);
        assertThat(reading.networkSentBytes()).isEqualTo(2_020);
        assertThat(reading.threads()).isEqualTo(12);
    }

    @Test
    void aMachineWithoutDisksAndInterfacesHasNoFiguresOfThemInsteadOfZero() throws IOException {
        write(FILES);

        HostReading reading = read(Set.of(), Set.of("eth7"));

        assertThat(reading.diskReadBytes()).isNull();
        assertThat(reading.networkSentBytes()).isNull();
    }

    @Test
    void whatIsHiddenFromUsIsUnknown() throws IOException {
        write(Map.of("stat", FILES.get("stat")));

        HostReading reading = read(Set.of("vda"), Set.of("eth0"));

        assertThat(reading.cpuTotalTicks()).isEqualTo(1_210);
        assertThat(reading.memorySystemBytes()).isNull();
        assertThat(reading.memoryProcessBytes()).isNull();
        assertThat(reading.diskReadBytes()).isNull();
        assertThat(reading.processReadBytes()).isNull();
        assertThat(reading.networkSentBytes()).isNull();
        assertThat(reading.threads()).isNull();
    }

    @Test
    void aFileLongerThanTheBufferIsReadToItsEnd() throws IOException {
        write(Map.of("diskstats", "   7       0 loop0 0 0 0 0 0 0 0 0 0 0 0\n".repeat(500) + FILES.get("diskstats")));

        assertThat(read(Set.of("sda"), Set.of()).diskWriteBytes()).isEqualTo(20 * 512);
    }

    private HostReading read(Set<String> disks, Set<String> interfaces) {
        return new LinuxHost(proc, disks, interfaces).read();
    }

    private void write(Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = proc.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }
}

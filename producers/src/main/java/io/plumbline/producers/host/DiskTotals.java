package io.plumbline.producers.host;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Bytes that went from and to some disks since the machine started. */
record DiskTotals(long readBytes, long writtenBytes) {
    /** The kernel's unit here, whatever the disk's own is. */
    private static final long SECTOR = 512;

    private static final int NAME = 2;
    private static final int SECTORS_READ = 5;
    private static final int SECTORS_WRITTEN = 9;

    /** From the lines of {@code /proc/diskstats}; empty if none of the disks is there: no disks are not idle disks. */
    static Optional<DiskTotals> of(List<String> diskstats, Set<String> names) {
        return diskstats.stream()
                .map(line -> line.trim().split("\\s+", -1))
                .filter(fields -> fields.length > SECTORS_WRITTEN && names.contains(fields[NAME]))
                .map(fields -> new DiskTotals(
                        Long.parseLong(fields[SECTORS_READ]) * SECTOR,
                        Long.parseLong(fields[SECTORS_WRITTEN]) * SECTOR))
                .reduce(DiskTotals::plus);
    }

    DiskTotals plus(DiskTotals other) {
        return new DiskTotals(readBytes + other.readBytes, writtenBytes + other.writtenBytes);
    }
}

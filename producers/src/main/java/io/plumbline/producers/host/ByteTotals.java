package io.plumbline.producers.host;

import java.util.Optional;
import java.util.Set;

/**
 * Bytes that went in and out of some devices since the machine started.
 *
 * @param in read from disks, received by interfaces
 * @param out written to disks, sent by interfaces
 */
record ByteTotals(long in, long out) {
    /** The kernel's unit for disks, whatever the disk's own is. */
    private static final long SECTOR = 512;

    /** From {@code /proc/diskstats}; empty if none of the disks is there: no disks are not idle disks. */
    static Optional<ByteTotals> ofDisks(ProcText diskstats, Set<String> names) {
        ByteTotals total = null;
        do {
            String name = diskstats.skip(2).word(' ');
            if (names.contains(name)) {
                long in = diskstats.skip(2).number().orElse(0) * SECTOR;
                long out = diskstats.skip(3).number().orElse(0) * SECTOR;
                total = new ByteTotals(in, out).plus(total);
            }
        } while (diskstats.nextLine());
        return Optional.ofNullable(total);
    }

    /** From {@code /proc/net/dev}; empty if none of the interfaces is there. */
    static Optional<ByteTotals> ofInterfaces(ProcText devices, Set<String> names) {
        ByteTotals total = null;
        do {
            String name = devices.word(':');
            if (names.contains(name)) {
                long in = devices.number().orElse(0);
                long out = devices.skip(7).number().orElse(0);
                total = new ByteTotals(in, out).plus(total);
            }
        } while (devices.nextLine());
        return Optional.ofNullable(total);
    }

    private ByteTotals plus(ByteTotals other) {
        return other == null ? this : new ByteTotals(in + other.in, out + other.out);
    }
}

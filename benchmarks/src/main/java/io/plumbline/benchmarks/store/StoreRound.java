package io.plumbline.benchmarks.store;

/**
 * What one round gave.
 *
 * @param records that were stored, corrections included
 * @param nanos from the first records handed over to the last commit
 * @param cpuNanos processor time of the contender's process meanwhile
 * @param serverCpuSeconds processor time of the database's processes; null where they are not of this machine
 * @param bytesPerRow on disk, with TOAST and indexes
 * @param correct whether rows and events in the table are those of the topic
 */
public record StoreRound(
        int records, long nanos, long cpuNanos, Double serverCpuSeconds, double bytesPerRow, boolean correct) {
    public double recordsPerSecond() {
        return records * 1e9 / nanos;
    }
}

package io.plumbline.producers.network;

import io.plumbline.producers.figure.Distribution;
import java.util.List;

/**
 * What the network to one peer did. What was not asked for is null or empty.
 *
 * @param connectNanos to establish a connection, of those that were made
 * @param readyNanos the same with the handshake
 */
public record NetworkFigures(
        String peer,
        Distribution roundTripNanos,
        Distribution connectNanos,
        Distribution readyNanos,
        ConnectionRate connections,
        List<Throughput> throughput,
        IdleCost idle,
        Loss datagrams) {
    /**
     * Transfers of one size in one direction.
     *
     * @param bytes of each stream's transfer
     * @param streams connections, each with a transfer at the same time
     * @param bitsPerSecond of all streams together, from the first one's start to the last one's end; its P50 is the typical
     *     one; the 95 % claim of docs/load.md is on the other side, see {@code nanos}
     * @param nanos of that time
     * @param streamBitsPerSecond of each stream's transfer, over its own time
     * @param streamNanos of that time
     */
    public record Throughput(
            Transfer.Direction direction,
            long bytes,
            int streams,
            Distribution bitsPerSecond,
            Distribution nanos,
            Distribution streamBitsPerSecond,
            Distribution streamNanos) {}

    /**
     * Connections opened, with handshake, and closed again by some threads for a while.
     *
     * @param tried attempts
     * @param made of these, established
     * @param perSecond made, over the time that it took
     */
    public record ConnectionRate(int threads, long tried, long made, double perSecond, String firstFailure) {}

    /**
     * What each of many open connections costs the server's process. Null: less than can be seen, or not known there.
     *
     * @param opened at one time
     * @param cpuNanosEach processor time to open one
     * @param residentBytesEach memory of the process, mostly the thread that waits; without the kernel's
     */
    public record IdleCost(int opened, Double cpuNanosEach, Double residentBytesEach) {
        static IdleCost between(ServerResources before, ServerResources after) {
            int opened = after.connections() - before.connections();
            return new IdleCost(
                    opened,
                    each(before.cpuNanos(), after.cpuNanos(), opened),
                    each(before.residentBytes(), after.residentBytes(), opened));
        }

        private static Double each(Long before, Long after, int opened) {
            return before == null || after == null || after <= before || opened <= 0
                    ? null
                    : (Double) ((double) (after - before) / opened);
        }
    }

    /** @param perSecond the rate at which they were sent */
    public record Loss(
            long sent,
            long received,
            double lostShare,
            long duplicates,
            long reordered,
            double reorderedShare,
            Long kernelDrops,
            double perSecond,
            int bytes) {
        static Loss of(DatagramLoss loss, double perSecond, int bytes) {
            return new Loss(
                    loss.sent(),
                    loss.received(),
                    loss.lostShare(),
                    loss.duplicates(),
                    loss.reordered(),
                    loss.reorderedShare(),
                    loss.kernelDrops(),
                    perSecond,
                    bytes);
        }
    }
}

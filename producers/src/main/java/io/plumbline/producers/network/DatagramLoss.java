package io.plumbline.producers.network;

/**
 * What became of numbered datagrams.
 *
 * @param sent by the sender
 * @param received distinct ones
 * @param duplicates that came again
 * @param reordered that came after one with a greater number (RFC 4737)
 * @param kernelDrops of the lost ones those that reached the receiver's machine and found its socket's buffer full: a
 *     receiver that is too slow, not the network; null where the system does not tell
 */
public record DatagramLoss(long sent, long received, long duplicates, long reordered, Long kernelDrops) {
    /** In one measurement: the receiver keeps a bit for each. */
    public static final int MOST = 50_000_000;

    public long lost() {
        return sent - received;
    }

    public double lostShare() {
        return (double) lost() / sent;
    }

    public double reorderedShare() {
        return received == 0 ? 0 : (double) reordered / received;
    }
}

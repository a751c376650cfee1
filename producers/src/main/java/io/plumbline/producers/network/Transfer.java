package io.plumbline.producers.network;

/**
 * Payload that went one way and arrived whole: the receiver's count and checksum are the sender's.
 *
 * @param startNanos by {@link System#nanoTime}, before the first byte
 * @param nanos until the sender knew that the last byte had arrived, or the receiver had it: a round trip is in it
 */
public record Transfer(Direction direction, long bytes, long startNanos, long nanos) {
    /** As seen by the node that measures. */
    public enum Direction {
        UPLOAD,
        DOWNLOAD
    }

    public double bitsPerSecond() {
        return 8e9 * bytes / nanos;
    }
}

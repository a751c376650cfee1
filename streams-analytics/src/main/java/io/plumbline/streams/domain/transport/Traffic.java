package io.plumbline.streams.domain.transport;

import io.plumbline.streams.domain.window.Mergeable;
import java.util.OptionalDouble;

/** The bytes that went in one direction, and the time in which they were counted. Mutable; one thread owns it. */
public final class Traffic implements Mergeable<Traffic> {
    private static final double BITS_PER_SECOND = 8e6; // of one byte in a microsecond

    private final Coverage covered;
    private long bytes;

    public Traffic() {
        this(0, new Coverage());
    }

    /** From its parts, as the accessors give them. */
    public Traffic(long bytes, Coverage covered) {
        this.bytes = bytes;
        this.covered = covered;
    }

    /** Adds what was counted in [fromMicros, toMicros). */
    void add(long moreBytes, long fromMicros, long toMicros) {
        bytes = Sums.saturated(bytes, moreBytes);
        covered.add(fromMicros, toMicros);
    }

    @Override
    public void merge(Traffic other) {
        bytes = Sums.saturated(bytes, other.bytes);
        covered.merge(other.covered);
    }

    /** Whether any sample counted bytes of this direction, be it none at all. */
    public boolean isMeasured() {
        return !covered.isEmpty();
    }

    public long bytes() {
        return bytes;
    }

    public Coverage covered() {
        return covered;
    }

    /** The bytes as bits, over the covered time; empty where nothing was measured. */
    public OptionalDouble bitsPerSecond() {
        return isMeasured() ? OptionalDouble.of(bytes * BITS_PER_SECOND / covered.micros()) : OptionalDouble.empty();
    }
}

package io.plumbline.streams.domain.window;

/**
 * How far one source has come in event time. Its watermark is the greatest event time seen and never goes back. A window
 * closes when its end plus the grace is at or before the watermark. Not thread-safe.
 */
public final class SourceClock {
    /** The watermark of a source that has seen nothing. */
    public static final long NOTHING = Long.MIN_VALUE;

    private final long sizeMicros;
    private final long graceMicros;
    private long watermark;

    /** @param watermark from an earlier life, or {@link #NOTHING} */
    public SourceClock(long sizeMicros, long graceMicros, long watermark) {
        this.sizeMicros = sizeMicros;
        this.graceMicros = graceMicros;
        this.watermark = watermark;
    }

    public long watermark() {
        return watermark;
    }

    public void observe(long eventMicros) {
        watermark = Math.max(watermark, eventMicros);
    }

    /**
     * The latest start of a base window that is late for one who has seen {@code watermarkMicros}: its end and the grace
     * have passed. {@link #NOTHING} if none is.
     */
    public long latestClosed(long watermarkMicros) {
        return watermarkMicros == NOTHING ? NOTHING : watermarkMicros - graceMicros - sizeMicros;
    }

    /** The latest start of a base window that closed so long ago; {@link #NOTHING} if none did. */
    public long latestBeyond(long horizonMicros) {
        return watermark == NOTHING ? NOTHING : closedUpTo() - horizonMicros - sizeMicros;
    }

    /** Every base window that ends at or before this has closed: a multiple of the size, or {@link #NOTHING}. */
    public long closedUpTo() {
        return watermark == NOTHING ? NOTHING : WindowId.startOf(sizeMicros, watermark - graceMicros);
    }

    /** Closes every window up to the one that ends at {@code endMicros}, as if an event had passed its grace. */
    public void closeThrough(long endMicros) {
        observe(endMicros + graceMicros);
    }
}

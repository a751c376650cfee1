package io.plumbline.streams.domain.window;

/** Why a window closed; an aggregate carries the last of its parts' reasons in this order. */
public enum ClosedBy {
    /** The watermark passed its end and grace. */
    EVENT_TIME,
    /** Its input was silent for longer than the idle timeout. */
    IDLE,
    /** The pipeline was drained. */
    SHUTDOWN;

    public ClosedBy or(ClosedBy other) {
        return compareTo(other) >= 0 ? this : other;
    }
}

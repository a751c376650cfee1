package io.plumbline.streams.domain.trend;

/** Whether a process keeps memory that it no longer needs. */
public sealed interface MemoryVerdict {
    /**
     * Its floor grows steadily, to the end.
     *
     * @param slope bytes per second, with 95 % confidence
     */
    record Leaking(Interval slope, double pValue) implements MemoryVerdict {}

    /**
     * No growth that would matter.
     *
     * @param slope bytes per second; its upper end is what could still be hidden
     */
    record Stable(Interval slope) implements MemoryVerdict {}

    /** Neither can be said; {@code reason} is shown as it is. */
    record Inconclusive(String reason) implements MemoryVerdict {}
}

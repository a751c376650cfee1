package io.plumbline.streams.domain.delivery;

import java.util.List;

/** The sequence numbers of a batch that came for the first time: ranges in rising order. */
public record Fresh(List<Range> ranges) {
    /** The numbers from {@code from} to {@code to - 1}. */
    public record Range(long from, long to) {}

    public boolean contains(long sequence) {
        for (Range range : ranges) {
            if (sequence >= range.from && sequence < range.to) {
                return true;
            }
        }
        return false;
    }

    /** How many numbers there are. */
    public long count() {
        long count = 0;
        for (Range range : ranges) {
            count += range.to - range.from;
        }
        return count;
    }
}

package io.plumbline.producers.spool;

import java.util.Comparator;

/**
 * Where a record stands in the spool: the order of positions is the order in which records were kept.
 *
 * @param segment number of the segment, which no other gets in the directory's life
 * @param offset of its frame in the segment's file
 */
public record Position(long segment, long offset) implements Comparable<Position> {
    private static final Comparator<Position> ORDER =
            Comparator.comparingLong(Position::segment).thenComparingLong(Position::offset);

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}

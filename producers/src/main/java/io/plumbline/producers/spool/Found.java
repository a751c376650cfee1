package io.plumbline.producers.spool;

import java.nio.ByteBuffer;

/** What stands at an offset of a segment. */
sealed interface Found {
    /** Where reading goes on. */
    long next();

    /** A whole frame. */
    record Whole(ByteBuffer payload, long next) implements Found {}

    /**
     * Bytes that are no frame, up to the next whole one or the segment's end.
     *
     * @param bytes how many
     * @param torn whether no whole frame follows: the write of the last one was cut short
     */
    record Damage(long bytes, long next, boolean torn) implements Found {}
}

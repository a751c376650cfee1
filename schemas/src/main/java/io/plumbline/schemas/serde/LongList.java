package io.plumbline.schemas.serde;

import java.util.AbstractList;
import java.util.RandomAccess;

/** Numbers of an Avro array without an object for each. Not to be changed. */
final class LongList extends AbstractList<Long> implements RandomAccess {
    private final long[] values;

    /** @param values belong to the list from now on */
    LongList(long[] values) {
        this.values = values;
    }

    /** What the list holds: not to be changed either. */
    long[] values() {
        return values;
    }

    @Override
    public Long get(int index) {
        return values[index];
    }

    @Override
    public int size() {
        return values.length;
    }
}

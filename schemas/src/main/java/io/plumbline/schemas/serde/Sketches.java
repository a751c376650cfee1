package io.plumbline.schemas.serde;

import io.plumbline.schemas.event.SketchData;
import io.plumbline.sketch.Buckets;
import io.plumbline.sketch.Sketch;
import java.util.List;

/** Sketches to and from their Avro form (docs/formats.md). */
public final class Sketches {
    private Sketches() {}

    public static SketchData toData(Sketch sketch) {
        SketchData data = new SketchData();
        data.setScheme(Buckets.SUB_BITS);
        data.setLo(sketch.lo());
        data.setCounts(new LongList(sketch.counts()));
        data.setCount(sketch.count());
        data.setSumWhole(sketch.sumWhole());
        data.setSumFraction(sketch.sumFraction());
        data.setMin(sketch.isEmpty() ? 0 : sketch.min());
        data.setMax(sketch.isEmpty() ? 0 : sketch.max());
        return data;
    }

    /** @throws IllegalArgumentException if the data are of another scheme or contradict themselves */
    public static Sketch fromData(SketchData data) {
        requireScheme(data);
        Sketch sketch = Sketch.of(
                data.getLo(), counts(data), data.getSumWhole(), data.getSumFraction(), data.getMin(), data.getMax());
        requireCount(data, sketch.count());
        return sketch;
    }

    /**
     * Makes sure that {@link #fromData} would take the data.
     *
     * @throws IllegalArgumentException if the data are of another scheme or contradict themselves
     */
    public static void validate(SketchData data) {
        requireScheme(data);
        long held = Sketch.validate(
                data.getLo(), counts(data), data.getSumWhole(), data.getSumFraction(), data.getMin(), data.getMax());
        requireCount(data, held);
    }

    /** Its counts, without an object for each; not to be changed. */
    public static long[] counts(SketchData data) {
        List<Long> counts = data.getCounts();
        return counts instanceof LongList list
                ? list.values()
                : counts.stream().mapToLong(Long::longValue).toArray();
    }

    private static void requireScheme(SketchData data) {
        if (data.getScheme() != Buckets.SUB_BITS) {
            throw new IllegalArgumentException(
                    "a sketch of scheme " + data.getScheme() + " cannot be read here, only scheme " + Buckets.SUB_BITS);
        }
    }

    private static void requireCount(SketchData data, long held) {
        if (held != data.getCount()) {
            throw new IllegalArgumentException(
                    "a sketch says count " + data.getCount() + " but its buckets hold " + held);
        }
    }
}

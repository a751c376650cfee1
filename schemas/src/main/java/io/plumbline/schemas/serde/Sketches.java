package io.plumbline.schemas.serde;

import io.plumbline.schemas.event.SketchData;
import io.plumbline.sketch.Buckets;
import io.plumbline.sketch.Sketch;
import java.util.ArrayList;
import java.util.List;

/** Sketches to and from their Avro form (docs/formats.md). */
public final class Sketches {
    private Sketches() {}

    public static SketchData toData(Sketch sketch) {
        long[] counts = sketch.counts();
        List<Long> list = new ArrayList<>(counts.length);
        for (long count : counts) {
            list.add(count);
        }
        return SketchData.newBuilder()
                .setScheme(Buckets.SUB_BITS)
                .setLo(sketch.lo())
                .setCounts(list)
                .setCount(sketch.count())
                .setSumWhole(sketch.sumWhole())
                .setSumFraction(sketch.sumFraction())
                .setMin(sketch.isEmpty() ? 0 : sketch.min())
                .setMax(sketch.isEmpty() ? 0 : sketch.max())
                .build();
    }

    /** @throws IllegalArgumentException if the data are of another scheme or contradict themselves */
    public static Sketch fromData(SketchData data) {
        if (data.getScheme() != Buckets.SUB_BITS) {
            throw new IllegalArgumentException(
                    "a sketch of scheme " + data.getScheme() + " cannot be read here, only scheme " + Buckets.SUB_BITS);
        }
        long[] counts = data.getCounts().stream().mapToLong(Long::longValue).toArray();
        Sketch sketch = Sketch.of(
                data.getLo(), counts, data.getSumWhole(), data.getSumFraction(), data.getMin(), data.getMax());
        if (sketch.count() != data.getCount()) {
            throw new IllegalArgumentException(
                    "a sketch says count " + data.getCount() + " but its buckets hold " + sketch.count());
        }
        return sketch;
    }
}

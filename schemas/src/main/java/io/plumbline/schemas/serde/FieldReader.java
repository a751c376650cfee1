package io.plumbline.schemas.serde;

import io.plumbline.schemas.event.SketchData;
import io.plumbline.schemas.registry.RegistryClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads values of one type field by field, in the order of our schema: those with sketches, whose hundreds of counts are
 * too many to resolve and to box one by one. What it gives and throws is what {@link AvroDeserializer} gives and throws.
 * Mutable; one thread owns it.
 */
abstract class FieldReader<T extends SpecificRecord> {
    private static final long MICROS_OF_SECOND = 1_000_000;
    private static final int NANOS_OF_MICRO = 1_000;

    final AvroCursor in = new AvroCursor();
    private final SameLayout<T> layout;
    private long[] counts = new long[0]; // room to read into

    FieldReader(Class<T> type, RegistryClient registry) {
        layout = new SameLayout<>(type, registry);
    }

    T read(byte[] framed) {
        layout.open(framed, 0, framed.length, in);
        T value = readFields();
        in.expectEnd();
        return value;
    }

    abstract T readFields();

    final <E> E one(List<E> symbols) {
        return symbols.get(in.readIndex(symbols.size()));
    }

    final String text() {
        int length = in.readLength();
        String text = new String(in.bytes(), in.position(), length, StandardCharsets.UTF_8);
        in.skip(length);
        return text;
    }

    final List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (int block = in.readBlock(1); block > 0; block = in.readBlock(1)) {
            for (int i = 0; i < block; i++) {
                texts.add(text());
            }
        }
        return texts;
    }

    final Instant instant() {
        long micros = in.readLong();
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS_OF_SECOND), Math.floorMod(micros, MICROS_OF_SECOND) * NANOS_OF_MICRO);
    }

    /** Whether the value of a union with null, in the first place, follows. */
    final boolean isThere() {
        return in.readIndex(2) == 1;
    }

    final Double doubleOrNull() {
        return isThere() ? (Double) in.readDouble() : null;
    }

    final SketchData sketch() {
        SketchData sketch = new SketchData();
        sketch.setScheme(in.readInt());
        sketch.setLo(in.readInt());
        sketch.setCounts(new LongList(counts()));
        sketch.setCount(in.readLong());
        sketch.setSumWhole(in.readLong());
        sketch.setSumFraction(in.readLong());
        sketch.setMin(in.readDouble());
        sketch.setMax(in.readDouble());
        return sketch;
    }

    private long[] counts() {
        int size = 0;
        for (int block = in.readBlock(1); block > 0; block = in.readBlock(1)) {
            if (size + block > counts.length) {
                counts = Arrays.copyOf(counts, Math.max(size + block, 2 * counts.length));
            }
            in.readLongs(counts, size, block);
            size += block;
        }
        return Arrays.copyOf(counts, size);
    }
}

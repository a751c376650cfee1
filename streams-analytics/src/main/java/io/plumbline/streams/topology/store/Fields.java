package io.plumbline.streams.topology.store;

import io.plumbline.sketch.Buckets;
import io.plumbline.sketch.Sketch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** How the parts of a state object are written: numbers that are mostly small take few bytes. */
final class Fields {
    private static final int GROUP = 7;
    private static final int MORE = 0x80;

    private Fields() {}

    /** Seven bits a byte, lowest first; negative numbers take ten. */
    static void writeNumber(long number, DataOutput out) throws IOException {
        long rest = number;
        while ((rest & -MORE) != 0) {
            out.writeByte((int) (rest & (MORE - 1)) | MORE);
            rest >>>= GROUP;
        }
        out.writeByte((int) rest);
    }

    static long readNumber(DataInput in) throws IOException {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += GROUP) {
            int next = in.readUnsignedByte();
            number |= (long) (next & (MORE - 1)) << shift;
            if ((next & MORE) == 0) {
                return number;
            }
        }
        throw new IOException("a number has more than ten bytes");
    }

    static void writeText(String text, DataOutput out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        writeNumber(bytes.length, out);
        out.write(bytes);
    }

    static String readText(DataInput in) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(readNumber(in))];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static void writeTexts(Collection<String> texts, DataOutput out) throws IOException {
        writeNumber(texts.size(), out);
        for (String text : texts) {
            writeText(text, out);
        }
    }

    static Set<String> readTexts(DataInput in) throws IOException {
        Set<String> texts = new TreeSet<>();
        for (long left = readNumber(in); left > 0; left--) {
            texts.add(readText(in));
        }
        return texts;
    }

    static void writeSketch(Sketch sketch, DataOutput out) throws IOException {
        out.writeByte(Buckets.SUB_BITS);
        int length = sketch.length();
        writeNumber(length, out);
        for (int i = 0; i < length; i++) {
            writeNumber(sketch.countAt(i), out);
        }
        if (length > 0) {
            writeNumber(sketch.lo(), out);
            writeNumber(sketch.sumWhole(), out);
            writeNumber(sketch.sumFraction(), out);
            out.writeDouble(sketch.min());
            out.writeDouble(sketch.max());
        }
    }

    static Sketch readSketch(DataInput in) throws IOException {
        int scheme = in.readByte();
        if (scheme != Buckets.SUB_BITS) {
            throw new IOException("a sketch of scheme " + scheme + " cannot be read here, only " + Buckets.SUB_BITS);
        }
        long[] counts = new long[Math.toIntExact(readNumber(in))];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = readNumber(in);
        }
        if (counts.length == 0) {
            return new Sketch();
        }
        int lo = Math.toIntExact(readNumber(in));
        return Sketch.of(lo, counts, readNumber(in), readNumber(in), in.readDouble(), in.readDouble());
    }
}

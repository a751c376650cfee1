package io.plumbline.streams.topology.store;

import io.plumbline.sketch.Buckets;
import io.plumbline.sketch.Sketch;
import java.io.DataInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** How the parts of a state object are written: numbers that are mostly small take few bytes. */
final class Fields {
    private static final int GROUP = 7;
    private static final int MORE = 0x80;
    private static final int LISTED = 0x40; // beside a sketch's scheme

    private Fields() {}

    static void writeNumber(long number, ByteSink out) {
        out.writeNumber(number);
    }

    /** What {@link ByteSink#writeNumber} wrote. */
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

    static void writeText(String text, ByteSink out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        writeNumber(bytes.length, out);
        out.write(bytes);
    }

    static String readText(DataInput in) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(readNumber(in))];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static void writeTexts(Collection<String> texts, ByteSink out) throws IOException {
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

    /** Texts in their order, and with what occurs twice; as {@link #writeTexts} writes them. */
    static List<String> readTextList(DataInput in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (long left = readNumber(in); left > 0; left--) {
            texts.add(readText(in));
        }
        return texts;
    }

    /** A figure that may not have been measured. */
    static void writeFigure(Double figure, ByteSink out) {
        out.writeBoolean(figure != null);
        if (figure != null) {
            out.writeDouble(figure);
        }
    }

    static Double readFigure(DataInput in) throws IOException {
        return in.readBoolean() ? in.readDouble() : null;
    }

    /** Few values as the list of their buckets, many as the counts of buckets. */
    static void writeSketch(Sketch sketch, ByteSink out) throws IOException {
        boolean isList = sketch.listed() >= 0 && 2 * sketch.listed() <= sketch.length();
        out.writeByte(isList ? Buckets.SUB_BITS | LISTED : Buckets.SUB_BITS);
        if (isList) {
            writeList(sketch, out);
        } else {
            writeCounts(sketch.counts(), out);
        }
        if (!sketch.isEmpty()) {
            writeNumber(sketch.lo(), out);
            writeNumber(sketch.sumWhole(), out);
            writeNumber(sketch.sumFraction(), out);
            out.writeDouble(sketch.min());
            out.writeDouble(sketch.max());
        }
    }

    static Sketch readSketch(DataInput in) throws IOException {
        int form = in.readByte();
        int scheme = form & ~LISTED;
        if (scheme != Buckets.SUB_BITS) {
            throw new IOException("a sketch of scheme " + scheme + " cannot be read here, only " + Buckets.SUB_BITS);
        }
        return form == scheme ? readCounts(in) : readList(in);
    }

    /** Behind a 0 stands how many more follow: most buckets between the extremes are empty. */
    private static void writeCounts(long[] counts, ByteSink out) throws IOException {
        writeNumber(counts.length, out);
        for (int i = 0; i < counts.length; i++) {
            writeNumber(counts[i], out);
            if (counts[i] == 0) {
                int first = i;
                while (counts[i + 1] == 0) { // the last is not 0
                    i++;
                }
                writeNumber(i - first, out);
            }
        }
    }

    private static Sketch readCounts(DataInput in) throws IOException {
        long[] counts = new long[Math.toIntExact(readNumber(in))];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = readNumber(in);
            if (counts[i] == 0) {
                i += Math.toIntExact(readNumber(in));
            }
        }
        if (counts.length == 0) {
            return new Sketch();
        }
        int lo = Math.toIntExact(readNumber(in));
        return Sketch.of(lo, counts, readNumber(in), readNumber(in), in.readDouble(), in.readDouble());
    }

    private static void writeList(Sketch sketch, ByteSink out) throws IOException {
        int listed = sketch.listed();
        writeNumber(listed, out);
        for (int i = 0; i < listed; i++) {
            writeNumber(sketch.listedBucket(i) - sketch.lo(), out);
        }
    }

    private static Sketch readList(DataInput in) throws IOException {
        int[] buckets = new int[Math.toIntExact(readNumber(in))];
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = Math.toIntExact(readNumber(in));
        }
        if (buckets.length == 0) {
            return new Sketch();
        }
        int lo = Math.toIntExact(readNumber(in));
        return Sketch.ofListed(lo, buckets, readNumber(in), readNumber(in), in.readDouble(), in.readDouble());
    }
}

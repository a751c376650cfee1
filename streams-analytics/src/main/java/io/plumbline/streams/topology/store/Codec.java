package io.plumbline.streams.topology.store;

import java.io.DataInput;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Objects to and from the bytes of a changelog. The first byte names the layout, so that a later version can still read
 * what an earlier one left behind.
 */
public interface Codec<T> {
    /**
     * 1 was before windows were written in pages, and before accounts had a watermark; 2 before sketches of few values were
     * written as a list. Nothing reads them any more.
     */
    int LAYOUT = 3;

    /** Room that is enough for most objects. */
    int FIRST_BYTES = 256;

    void write(T object, ByteSink out) throws IOException;

    /** Reads what {@link #write} wrote. */
    T read(DataInput in) throws IOException;

    default byte[] encode(T object) {
        ByteSink out = new ByteSink(FIRST_BYTES);
        try {
            out.writeByte(LAYOUT);
            write(object, out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to memory", e);
        }
        return out.toBytes();
    }

    /** @throws UncheckedIOException if the bytes are of another layout, too short or too long */
    default T decode(byte[] bytes) {
        try (ByteSource in = new ByteSource(bytes)) {
            checkLayout(in.readByte(), LAYOUT);
            T object = read(in);
            if (in.available() > 0) {
                throw new IOException(in.available() + " bytes of state are left over");
            }
            return object;
        } catch (IOException e) {
            throw new UncheckedIOException("the state of " + getClass().getSimpleName() + " cannot be read", e);
        }
    }

    /** @throws IOException if state of that layout cannot be read */
    static void checkLayout(int layout, int known) throws IOException {
        if (layout != known) {
            throw new IOException("state of layout " + layout + " cannot be read here, only layout " + known
                    + ": reset the application (docs/formats.md, State)");
        }
    }
}

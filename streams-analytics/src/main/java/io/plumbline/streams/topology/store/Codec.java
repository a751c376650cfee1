package io.plumbline.streams.topology.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Objects to and from the bytes of a changelog. The first byte names the layout, so that a later version can still read
 * what an earlier one left behind.
 */
public interface Codec<T> {
    /** The only layout so far. */
    int LAYOUT = 1;

    void write(T object, DataOutput out) throws IOException;

    /** Reads what {@link #write} wrote. */
    T read(DataInput in) throws IOException;

    default byte[] encode(T object) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(LAYOUT);
            write(object, out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to memory", e);
        }
        return bytes.toByteArray();
    }

    /** @throws UncheckedIOException if the bytes are of another layout, too short or too long */
    default T decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int layout = in.readByte();
            if (layout != LAYOUT) {
                throw new IOException("state of layout " + layout + " cannot be read here, only layout " + LAYOUT);
            }
            T object = read(in);
            if (in.available() > 0) {
                throw new IOException(in.available() + " bytes of state are left over");
            }
            return object;
        } catch (IOException e) {
            throw new UncheckedIOException("the state of " + getClass().getSimpleName() + " cannot be read", e);
        }
    }
}

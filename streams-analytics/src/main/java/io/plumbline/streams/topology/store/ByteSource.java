package io.plumbline.streams.topology.store;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;

/** Bytes in memory, to be read as {@link ByteSink} wrote them. */
final class ByteSource extends DataInputStream {
    ByteSource(byte[] bytes) {
        super(new ByteArrayInputStream(bytes));
    }
}

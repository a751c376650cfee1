package io.plumbline.streams.topology.store;

import java.io.DataInput;
import java.io.IOException;

/** A page is bytes already. */
final class PageCodec implements Codec<byte[]> {
    @Override
    public void write(byte[] page, ByteSink out) throws IOException {
        out.write(page);
    }

    @Override
    public byte[] read(DataInput in) throws IOException {
        throw new IOException("a page is read as a whole");
    }

    @Override
    public byte[] encode(byte[] page) {
        return page;
    }

    @Override
    public byte[] decode(byte[] bytes) {
        return bytes;
    }
}

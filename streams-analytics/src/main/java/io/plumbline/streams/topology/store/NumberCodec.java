package io.plumbline.streams.topology.store;

import java.io.DataInput;
import java.io.IOException;

/** A single number. */
final class NumberCodec implements Codec<Long> {
    @Override
    public void write(Long number, ByteSink out) throws IOException {
        out.writeLong(number);
    }

    @Override
    public Long read(DataInput in) throws IOException {
        return in.readLong();
    }
}

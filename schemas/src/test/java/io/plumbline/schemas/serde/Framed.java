package io.plumbline.schemas.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Framed values as Avro itself writes them, for the readers that do without it. */
final class Framed {
    private Framed() {}

    /** {@code inBlocks}: arrays and maps in blocks that say their length in bytes, as Avro's blocking encoder writes. */
    static byte[] of(int id, SpecificRecord value, boolean inBlocks) {
        ByteArrayOutputStream out = header(id);
        EncoderFactory encoders = new EncoderFactory().configureBlockSize(64);
        BinaryEncoder encoder =
                inBlocks ? encoders.blockingBinaryEncoder(out, null) : encoders.binaryEncoder(out, null);
        try {
            new SpecificDatumWriter<>(value.getSchema()).write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    static ByteArrayOutputStream header(int id) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(WireFormat.HEADER_BYTES)
                .put(WireFormat.MAGIC)
                .putInt(id)
                .array());
        return out;
    }
}

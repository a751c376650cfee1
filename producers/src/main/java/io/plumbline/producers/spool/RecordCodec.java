package io.plumbline.producers.spool;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Records as payloads: fingerprint of the schema (8 bytes), then in Avro's binary form topic, key, timestamp and value.
 * Not in the framing that Kafka gets: its schema ids are the registry's, which may be away as well.
 */
final class RecordCodec {
    private final SchemaFiles schemas;

    RecordCodec(SchemaFiles schemas) {
        this.schemas = schemas;
    }

    /** @throws IOException if the schema cannot be kept */
    ByteBuffer encode(SpoolRecord record) throws IOException {
        Schema schema = record.value().getSchema();
        long fingerprint = schemas.keep(schema);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(0, fingerprint).array());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        encoder.writeString(record.topic());
        encoder.writeString(record.key());
        encoder.writeLong(record.timestampMillis());
        new SpecificDatumWriter<SpecificRecord>(schema, SpecificData.getForSchema(schema))
                .write(record.value(), encoder);
        encoder.flush();
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    /** @throws IOException if these bytes are no record that this version can read */
    SpoolRecord decode(ByteBuffer payload) throws IOException {
        try {
            Schema writer = schemas.of(payload.getLong(payload.position()));
            BinaryDecoder decoder = DecoderFactory.get()
                    .binaryDecoder(
                            payload.array(),
                            payload.arrayOffset() + payload.position() + Long.BYTES,
                            payload.remaining() - Long.BYTES,
                            null);
            return new SpoolRecord(
                    decoder.readString(), decoder.readString(), decoder.readLong(), value(writer, decoder));
        } catch (AvroRuntimeException | IndexOutOfBoundsException | ClassCastException e) {
            throw new IOException("not a record of this version: " + e.getMessage(), e);
        }
    }

    private static SpecificRecord value(Schema writer, BinaryDecoder decoder) throws IOException {
        Class<?> type = SpecificData.get().getClass(writer);
        if (type == null) {
            throw new IOException("no type " + writer.getFullName() + " in this version");
        }
        SpecificData model = SpecificData.getForClass(type);
        return (SpecificRecord) new SpecificDatumReader<>(writer, model.getSchema(type), model).read(null, decoder);
    }
}

package io.plumbline.schemas.serde;

import io.plumbline.schemas.registry.RegistryClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes values in Confluent's framing, with our compiled schema. Thread-safe: each thread has its own buffer.
 *
 * <p>Throws {@link SerializationException} for a value that its schema forbids, and what {@link RegistryClient#idOf}
 * throws while the schema's id is not known yet.
 */
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {
    /** A buffer that a rare huge value blew up is not kept. */
    private static final int KEPT_BYTES = 1 << 20;

    private final Schema schema;
    private final RegistryClient registry;
    private final DatumWriter<T> writer;
    private final ThreadLocal<Buffer> buffers = ThreadLocal.withInitial(Buffer::new);
    private volatile Known known = new Known("", 0);

    public AvroSerializer(Class<T> type, RegistryClient registry) {
        TrustedEvents.install();
        SpecificData model = SpecificData.getForClass(type);
        this.schema = model.getSchema(type);
        this.registry = registry;
        this.writer = new Writer<>(schema, model);
    }

    @Override
    public byte[] serialize(String topic, T value) {
        if (value == null) {
            return null; // a tombstone
        }
        int id = idFor(topic);
        Buffer buffer = buffers.get();
        try {
            return buffer.framed(id, value);
        } catch (IOException | RuntimeException e) {
            buffers.remove(); // its encoder may hold half of this value
            throw new SerializationException("cannot write a " + schema.getName() + " to " + topic, e);
        }
    }

    @Override
    public void close() {
        buffers.remove();
    }

    private int idFor(String topic) {
        Known last = known;
        if (!last.topic.equals(topic)) {
            last = new Known(topic, registry.idOf(registry.subjectOf(topic, schema), schema));
            known = last;
        }
        return last.id;
    }

    /** The id for the topic written to last: nearly always the only one. */
    private record Known(String topic, int id) {}

    /** Writes a {@link LongList} without an object for each number. */
    private static final class Writer<T> extends SpecificDatumWriter<T> {
        Writer(Schema schema, SpecificData model) {
            super(schema, model);
        }

        @Override
        protected void writeArray(Schema arraySchema, Object array, Encoder out) throws IOException {
            if (!(array instanceof LongList list)) {
                super.writeArray(arraySchema, array, out);
                return;
            }
            out.writeArrayStart();
            out.setItemCount(list.size());
            for (long value : list.values()) {
                out.startItem();
                out.writeLong(value);
            }
            out.writeArrayEnd();
        }
    }

    /** Grows as values need it and is used again, so that the bytes handed out are the only new array. */
    private final class Buffer extends ByteArrayOutputStream {
        private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(this, null);

        byte[] framed(int id, T value) throws IOException {
            reset();
            write(WireFormat.MAGIC);
            write(id >>> 24);
            write(id >>> 16);
            write(id >>> 8);
            write(id);
            writer.write(value, encoder);
            encoder.flush();
            if (buf.length > KEPT_BYTES) {
                buffers.remove();
            }
            return toByteArray();
        }
    }
}

package io.plumbline.schemas.serde;

import io.plumbline.schemas.registry.RegistryClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads Confluent-framed values into our compiled class, whatever schema they were written with, as far as Avro's schema
 * resolution allows. Thread-safe.
 *
 * <p>A value that can never be read (not framed, an id that the registry does not have, a schema that does not resolve,
 * broken or too many bytes) is a {@link SerializationException}: poison. A registry that cannot be asked is a
 * {@link io.plumbline.schemas.registry.RegistryUnavailableException}, and one that refuses us a
 * {@link io.plumbline.schemas.registry.RegistryException}: the value may be as good as any, and must not be set aside.
 * Mind that {@code KafkaConsumer.poll} wraps all of them in a {@code RecordDeserializationException}, whose cause tells.
 *
 * <p>Bytes from outside cannot make it allocate much more than their own length: Avro checks lengths against the bytes
 * that are left, and these are limited here.
 */
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {
    /** Longer values are refused: eight times what a broker takes by default. */
    public static final int MAX_BYTES = 8 << 20;

    private final Schema schema;
    private final SpecificData model;
    private final RegistryClient registry;
    private final int maxBytes;
    private final ThreadLocal<Readers> readers = ThreadLocal.withInitial(Readers::new);

    public AvroDeserializer(Class<T> type, RegistryClient registry) {
        this(type, registry, MAX_BYTES);
    }

    /** @param maxBytes longer values are refused */
    public AvroDeserializer(Class<T> type, RegistryClient registry, int maxBytes) {
        TrustedEvents.install();
        this.model = SpecificData.getForClass(type);
        this.schema = model.getSchema(type);
        this.registry = registry;
        this.maxBytes = maxBytes;
    }

    @Override
    public T deserialize(String topic, byte[] bytes) {
        return bytes == null ? null : read(topic, bytes, 0, bytes.length);
    }

    @Override
    public T deserialize(String topic, Headers headers, byte[] bytes) {
        if (bytes != null) {
            WireFormat.refuseIdIn(headers);
        }
        return deserialize(topic, bytes);
    }

    @Override
    public T deserialize(String topic, Headers headers, ByteBuffer buffer) {
        if (buffer == null || !buffer.hasArray()) {
            return Deserializer.super.deserialize(topic, headers, buffer);
        }
        WireFormat.refuseIdIn(headers);
        return read(topic, buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
    }

    @Override
    public void close() {
        readers.remove();
    }

    T read(String topic, byte[] bytes, int offset, int length) {
        if (length > maxBytes) {
            throw new SerializationException("a value of " + length + " bytes is over the limit of " + maxBytes);
        }
        int id = WireFormat.idOf(bytes, offset, length);
        Readers mine = readers.get();
        DatumReader<T> reader = mine.of(id);
        try {
            return mine.read(reader, bytes, offset + WireFormat.HEADER_BYTES, length - WireFormat.HEADER_BYTES);
        } catch (IOException | RuntimeException e) { // Avro throws many kinds on broken bytes
            throw new SerializationException(
                    "cannot read a " + schema.getName() + " of schema " + id + " from " + topic + ": " + e, e);
        }
    }

    /** One thread's decoder and its resolved reader of each writer's schema. */
    private final class Readers {
        private final Map<Integer, DatumReader<T>> byId = new HashMap<>();
        private BinaryDecoder decoder;
        private int lastId = -1;
        private DatumReader<T> last;

        DatumReader<T> of(int id) {
            if (id != lastId) {
                last = byId.computeIfAbsent(
                        id, unknown -> new SpecificDatumReader<>(registry.byId(unknown), schema, model));
                lastId = id;
            }
            return last;
        }

        T read(DatumReader<T> reader, byte[] bytes, int offset, int length) throws IOException {
            decoder = DecoderFactory.get().binaryDecoder(bytes, offset, length, decoder);
            T value = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new IOException("bytes follow the end of the value");
            }
            return value;
        }
    }
}

package io.plumbline.schemas.serde;

import io.plumbline.schemas.registry.RegistryClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Opens framed values for a reader that knows one layout only, that of our compiled schema. What a schema of the same
 * canonical form wrote is opened where it stands; anything else goes through Avro's schema resolution, and is written
 * again with our schema. One thread owns it.
 */
final class SameLayout<T extends SpecificRecord> {
    private final Class<T> type;
    private final RegistryClient registry;
    private final String canonical;
    private final Map<Integer, Boolean> isSameById = new HashMap<>();
    private AvroDeserializer<T> resolving;
    private int lastId = -1;
    private boolean lastIsSame;

    SameLayout(Class<T> type, RegistryClient registry) {
        TrustedEvents.install();
        this.type = type;
        this.registry = registry;
        this.canonical = SchemaNormalization.toParsingForm(SpecificData.get().getSchema(type));
    }

    /** Puts {@code in} at the first byte of the value. */
    void open(byte[] framed, int offset, int length, AvroCursor in) {
        if (length > AvroDeserializer.MAX_BYTES) {
            throw new SerializationException(
                    "a value of " + length + " bytes is over the limit of " + AvroDeserializer.MAX_BYTES);
        }
        int id = WireFormat.idOf(framed, offset, length);
        if (isSame(id)) {
            in.reset(framed, offset + WireFormat.HEADER_BYTES, length - WireFormat.HEADER_BYTES);
        } else {
            byte[] ours = resolve(framed, offset, length);
            in.reset(ours, 0, ours.length);
        }
    }

    private boolean isSame(int id) {
        if (id != lastId) {
            lastIsSame = isSameById.computeIfAbsent(id, this::askRegistry);
            lastId = id;
        }
        return lastIsSame;
    }

    private boolean askRegistry(int id) {
        Schema writer = registry.byId(id);
        return SchemaNormalization.toParsingForm(writer).equals(canonical);
    }

    private byte[] resolve(byte[] framed, int offset, int length) {
        if (resolving == null) {
            resolving = new AvroDeserializer<>(type, registry);
        }
        T value = resolving.read("", framed, offset, length);
        ByteArrayOutputStream out = new ByteArrayOutputStream(length);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            new SpecificDatumWriter<T>(value.getSchema(), SpecificData.getForClass(type)).write(value, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to memory", e);
        }
        return out.toByteArray();
    }
}

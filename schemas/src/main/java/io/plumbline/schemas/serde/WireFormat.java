package io.plumbline.schemas.serde;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;

/** Confluent's framing: a zero byte, the schema's id as a big-endian int32, then the Avro binary (docs/formats.md). */
public final class WireFormat {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    static final byte MAGIC = 0;
    static final int HEADER_BYTES = 5;

    /** Confluent's newer framing: this byte and a 16-byte GUID, in the value or in a header. */
    private static final byte GUID_MAGIC = 1;

    private static final String ID_HEADER = "__value_schema_id";
    private static final String REMEDY = "; let the writer use Confluent's PrefixSchemaIdSerializer";

    private WireFormat() {}

    /** @throws SerializationException if the schema's id travels in a header, which we do not read */
    static void refuseIdIn(Headers headers) {
        if (hasIdIn(headers)) {
            throw idInHeader();
        }
    }

    /** Whether the schema's id travels in a header. */
    public static boolean hasIdIn(Headers headers) {
        return headers.lastHeader(ID_HEADER) != null;
    }

    /** What to throw for a value whose schema's id travels in a header. */
    public static SerializationException idInHeader() {
        return new SerializationException("the schema id is in the header " + ID_HEADER + REMEDY);
    }

    /**
     * The schema id of a framed value.
     *
     * @throws SerializationException if it is not framed
     */
    static int idOf(byte[] bytes, int offset, int length) {
        if (length < HEADER_BYTES) {
            throw new SerializationException("a value of " + length + " bytes is too short to be framed");
        }
        if (bytes[offset] == GUID_MAGIC) {
            throw new SerializationException("the value begins with 0x01, a schema GUID" + REMEDY);
        }
        if (bytes[offset] != MAGIC) {
            throw new SerializationException("the value begins with 0x%02x, not with 0x00".formatted(bytes[offset]));
        }
        int id = (int) INTS.get(bytes, offset + 1);
        if (id < 0) {
            throw new SerializationException("the schema id " + id + " is negative");
        }
        return id;
    }
}

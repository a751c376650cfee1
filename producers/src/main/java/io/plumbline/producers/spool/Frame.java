package io.plumbline.producers.spool;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * How a record stands in a segment, so that damage is noticed and what follows it is found again:
 *
 * <pre>
 * bytes 0-3    0x504C5331 ("PLS1")
 * bytes 4-7    length of the payload, int32, big-endian
 * bytes 8-11   CRC32C of bytes 4-7 and the payload
 * bytes 12-    payload
 * </pre>
 */
final class Frame {
    static final int HEADER_BYTES = 12;
    static final int MAGIC = 0x504C5331;

    /** Beyond what Kafka takes: a greater length is damage. */
    static final int MOST_BYTES = 16 << 20;

    private Frame() {}

    static int bytes(int payloadBytes) {
        return HEADER_BYTES + payloadBytes;
    }

    static void put(ByteBuffer payload, ByteBuffer target) {
        target.putInt(MAGIC);
        target.putInt(payload.remaining());
        target.putInt(checksum(payload));
        target.put(payload.duplicate());
    }

    /** Length of the payload of the frame that {@code header} begins; -1 if none begins there. */
    static int payloadBytes(ByteBuffer header) {
        if (header.remaining() < HEADER_BYTES || header.getInt(header.position()) != MAGIC) {
            return -1;
        }
        int length = header.getInt(header.position() + 4);
        return length < 0 || length > MOST_BYTES ? -1 : length;
    }

    static boolean isWhole(ByteBuffer header, ByteBuffer payload) {
        return header.getInt(header.position() + 8) == checksum(payload);
    }

    private static int checksum(ByteBuffer payload) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, payload.remaining()));
        crc.update(payload.duplicate());
        return (int) crc.getValue();
    }
}

package io.plumbline.producers.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Remembers up to where everything was acknowledged, so that a restart sends little twice. It may lag behind, which costs
 * duplicates under the same sequence numbers, so it is not forced to the disk; it is never ahead.
 */
final class AcknowledgedMark implements AutoCloseable {
    private static final String FILE = "acknowledged";
    private static final int PAYLOAD = 2 * Long.BYTES;

    private final FileChannel channel;
    private Position written;

    AcknowledgedMark(Path directory) throws IOException {
        channel = FileChannel.open(
                directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Nothing if it was never written or is damaged. */
    Optional<Position> read() throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(Frame.bytes(PAYLOAD));
        channel.read(frame, 0);
        frame.flip();
        if (Frame.payloadBytes(frame) != PAYLOAD || frame.remaining() < Frame.bytes(PAYLOAD)) {
            return Optional.empty();
        }
        ByteBuffer payload = frame.slice(Frame.HEADER_BYTES, PAYLOAD);
        return Frame.isWhole(frame, payload)
                ? Optional.of(new Position(payload.getLong(0), payload.getLong(Long.BYTES)))
                : Optional.empty();
    }

    void write(Position position) throws IOException {
        if (position.equals(written)) {
            return;
        }
        ByteBuffer payload = ByteBuffer.allocate(PAYLOAD)
                .putLong(position.segment())
                .putLong(position.offset())
                .flip();
        ByteBuffer frame = ByteBuffer.allocate(Frame.bytes(PAYLOAD));
        Frame.put(payload, frame);
        channel.write(frame.flip(), 0);
        written = position;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

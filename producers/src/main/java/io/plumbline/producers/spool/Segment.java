package io.plumbline.producers.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Optional;

/** One file of frames. It is appended to by the process that made it, and by no later one. For one thread. */
final class Segment implements AutoCloseable {
    static final String SUFFIX = ".spool";

    private final Path file;
    private final long number;
    private FileChannel channel; // open while it is written or read
    private long size;

    private Segment(Path file, long number, long size) {
        this.file = file;
        this.number = number;
        this.size = size;
    }

    /** An empty one, whose name has reached the disk. */
    static Segment create(Path directory, long number) throws IOException {
        Segment segment = new Segment(directory.resolve("%020d%s".formatted(number, SUFFIX)), number, 0);
        segment.channel = FileChannel.open(
                segment.file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Durable.directory(directory);
        return segment;
    }

    static Segment existing(Path file) throws IOException {
        String name = file.getFileName().toString();
        return new Segment(file, Long.parseLong(name, 0, name.indexOf('.'), 10), Files.size(file));
    }

    long number() {
        return number;
    }

    long size() {
        return size;
    }

    Path file() {
        return file;
    }

    /**
     * Appends frames in one write, all or none of them.
     *
     * @param fsync whether they are on the disk when this returns
     * @throws IOException if they are not kept: the segment must not be appended to any more
     */
    void append(Collection<ByteBuffer> payloads, boolean fsync) throws IOException {
        ByteBuffer frames = ByteBuffer.allocate(payloads.stream()
                .mapToInt(payload -> Frame.bytes(payload.remaining()))
                .sum());
        payloads.forEach(payload -> Frame.put(payload, frames));
        frames.flip();
        long end = size + frames.remaining();
        try {
            for (long at = size; frames.hasRemaining(); ) {
                at += channel().write(frames, at);
            }
            if (fsync) {
                channel().force(false);
            }
            size = end;
        } catch (IOException e) {
            cutTo(size, e);
            throw e;
        }
    }

    /** What stands at {@code offset}; nothing at the end. */
    Optional<Found> read(long offset) throws IOException {
        if (offset >= size) {
            return Optional.empty();
        }
        Optional<Found> whole = frameAt(offset);
        return whole.isPresent() ? whole : Optional.of(damageAt(offset));
    }

    /** Cuts what follows the last whole frame; returns how many bytes that was. */
    long cutTornTail() throws IOException {
        long whole = 0;
        for (Optional<Found> found = read(0); found.isPresent(); found = read(whole)) {
            if (found.get() instanceof Found.Damage damage && damage.torn()) {
                channel().truncate(whole);
                channel().force(false);
                size = whole;
                return damage.bytes();
            }
            whole = found.get().next();
        }
        return 0;
    }

    void delete() throws IOException {
        close();
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }

    private Optional<Found> frameAt(long offset) throws IOException {
        ByteBuffer header = bytes(offset, Frame.HEADER_BYTES);
        int length = Frame.payloadBytes(header);
        if (length < 0 || offset + Frame.bytes(length) > size) {
            return Optional.empty();
        }
        ByteBuffer payload = bytes(offset + Frame.HEADER_BYTES, length);
        return Frame.isWhole(header, payload)
                ? Optional.of(new Found.Whole(payload, offset + Frame.bytes(length)))
                : Optional.empty();
    }

    private Found damageAt(long offset) throws IOException {
        ByteBuffer rest = bytes(offset, (int) (size - offset));
        for (int at = 1; at + Frame.HEADER_BYTES <= rest.limit(); at++) {
            if (rest.getInt(at) == Frame.MAGIC && frameAt(offset + at).isPresent()) {
                return new Found.Damage(at, offset + at, false);
            }
        }
        return new Found.Damage(size - offset, size, true);
    }

    private ByteBuffer bytes(long offset, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(count, size - offset));
        while (bytes.hasRemaining() && channel().read(bytes, offset + bytes.position()) >= 0) {
            // a read may bring less than was asked for
        }
        return bytes.flip();
    }

    private FileChannel channel() throws IOException {
        if (channel == null) {
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        }
        return channel;
    }

    private void cutTo(long length, IOException cause) {
        try {
            channel().truncate(length);
        } catch (IOException e) { // what half of a frame remains, its checksum tells
            cause.addSuppressed(e);
        }
    }
}

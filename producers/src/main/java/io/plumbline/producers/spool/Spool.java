package io.plumbline.producers.spool;

import io.plumbline.settings.ConfigException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Records on disk that wait for Kafka: a bounded queue of segment files that survives {@code kill -9}. What
 * {@link #append} has returned for is read back in that order, by this process or by the next one in this directory, until
 * it is acknowledged; only then it is deleted. What was read and not acknowledged comes again after a restart.
 *
 * <p>For one thread; only {@link #statistics} is for all. Why it is so: {@code docs/adr/0027}.
 */
public final class Spool implements AutoCloseable {
    private final SpoolConfig config;
    private final UnaryOperator<List<SpoolRecord>> declare;
    private final DirectoryLock lock;
    private final AcknowledgedMark mark;
    private final RecordCodec codec;
    private final SegmentFiles segments;
    private final SegmentReader reader;
    private final TreeSet<Position> underWay = new TreeSet<>();
    private Position cursor; // of the first record that was not read
    private long kept;
    private long replayed;
    private long damaged;
    private long dropped;
    private volatile SpoolStatistics statistics = SpoolStatistics.NONE;

    private Spool(SpoolConfig config, UnaryOperator<List<SpoolRecord>> declare, DirectoryLock lock) throws IOException {
        this.config = config;
        this.declare = declare;
        this.lock = lock;
        mark = new AcknowledgedMark(config.directory());
        codec = new RecordCodec(new SchemaFiles(config.directory()));
        reader = new SegmentReader(codec);
        cursor = mark.read().orElse(new Position(0, 0));
        segments = new SegmentFiles(config, cursor.segment());
        segments.deleteBefore(cursor.segment());
        damaged = segments.cutTornTail() ? 1 : 0;
        declareAside();
        count();
    }

    /**
     * @param declare of records that are given up, what is kept instead: it declares their numbers as dropped
     * @throws ConfigException if the directory cannot be used, or another process uses it
     */
    public static Spool open(SpoolConfig config, UnaryOperator<List<SpoolRecord>> declare) {
        try {
            Files.createDirectories(config.directory());
            DirectoryLock lock = DirectoryLock.take(config.directory());
            try {
                return new Spool(config, declare, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new ConfigException("agent.spool.directory " + config.directory() + " cannot be used: " + e);
        }
    }

    /**
     * Keeps records; they are on the disk when this returns.
     *
     * @param sent how many of them, from the first, are on their way to Kafka already: they only wait for their
     *     acknowledgement. More than 0 only if nothing is unread
     * @return their positions; nothing if there is no room for them, and then none is kept
     * @throws IOException if none is kept for another reason
     */
    public Optional<List<Position>> append(List<SpoolRecord> records, int sent) throws IOException {
        List<ByteBuffer> payloads = encode(records);
        if (segments.bytes() + frameBytes(payloads) > config.bytes()) {
            return Optional.empty();
        }
        List<Position> positions = write(payloads);
        if (sent > 0) {
            underWay.addAll(positions.subList(0, sent));
            cursor = sent < positions.size()
                    ? positions.get(sent)
                    : new Position(segments.last(), segments.size(segments.last()));
        }
        return Optional.of(positions);
    }

    /** Whether records wait that were not read since this was opened. */
    public boolean hasUnread() {
        long last = segments.last();
        return last > cursor.segment() || (last == cursor.segment() && segments.size(last) > cursor.offset());
    }

    /** Whether there is anything on the disk, acknowledged or not. */
    public boolean hasFiles() {
        return segments.last() >= 0;
    }

    /** Reads on. What cannot be read is skipped, counted and said. */
    public Optional<Kept> next() {
        boolean afterDamage = false;
        while (hasUnread()) {
            Position position = cursor;
            Optional<Found> found =
                    segments.get(position.segment()).flatMap(segment -> reader.found(segment, position.offset()));
            cursor = found.map(at -> new Position(position.segment(), at.next()))
                    .orElseGet(() -> new Position(segments.after(position.segment()), 0));
            if (found.isEmpty()) {
                continue;
            }
            Optional<SpoolRecord> record = reader.record(position, found.get());
            if (record.isPresent()) {
                underWay.add(position);
                replayed++;
                count();
                return Optional.of(new Kept(position, record.get(), afterDamage));
            }
            afterDamage = true;
            damaged++;
            count();
        }
        return Optional.empty();
    }

    /** Kafka has it, or will never take it: it is not read again. */
    public void acknowledge(Position position) {
        underWay.remove(position);
    }

    /** Deletes the segments of which every record is acknowledged, and remembers how far that goes. */
    public void tidy() throws IOException {
        Position settled = underWay.isEmpty() ? cursor : underWay.first();
        mark.write(settled);
        segments.deleteBefore(settled.segment());
        count();
    }

    /** Deletes the last segment, too, if nothing waits any more. */
    public void clear() throws IOException {
        if (underWay.isEmpty() && !hasUnread() && segments.last() >= 0) {
            cursor = new Position(segments.last() + 1, 0);
            tidy();
        }
    }

    /**
     * Gives up the oldest segment of which nothing was read, for new records to have room.
     *
     * @return false if there is no such segment
     */
    public boolean dropOldest() throws IOException {
        Optional<Segment> oldest = segments.oldestUnread(cursor.segment());
        if (oldest.isEmpty()) {
            return false;
        }
        // Set aside before its end is declared: a kill in between must not leave both to be sent.
        segments.setAside(oldest.get());
        declareAside();
        count();
        return true;
    }

    /** Keeps what declares a drop, whatever the limit: it is small, and comes in place of more. */
    public void keepDeclared(List<SpoolRecord> records) throws IOException {
        if (!records.isEmpty()) {
            write(encode(records));
        }
    }

    public SpoolStatistics statistics() {
        return statistics;
    }

    /** What is not acknowledged stays for the next one in this directory. */
    @Override
    public void close() throws IOException {
        try (lock;
                mark;
                segments) {
            tidy();
            clear();
        }
    }

    private List<ByteBuffer> encode(List<SpoolRecord> records) throws IOException {
        List<ByteBuffer> payloads = new ArrayList<>(records.size());
        for (SpoolRecord record : records) {
            payloads.add(codec.encode(record));
        }
        return payloads;
    }

    private static long frameBytes(List<ByteBuffer> payloads) {
        return payloads.stream()
                .mapToLong(payload -> Frame.bytes(payload.remaining()))
                .sum();
    }

    private List<Position> write(List<ByteBuffer> payloads) throws IOException {
        Position at = segments.append(payloads);
        List<Position> positions = new ArrayList<>(payloads.size());
        for (ByteBuffer payload : payloads) {
            positions.add(at);
            at = new Position(at.segment(), at.offset() + Frame.bytes(payload.remaining()));
        }
        kept += payloads.size();
        count();
        return positions;
    }

    private void declareAside() throws IOException {
        for (Segment segment : segments.aside()) {
            List<SpoolRecord> records = reader.records(segment);
            segment.close();
            keepDeclared(declare.apply(records));
            dropped += records.size();
        }
        segments.deleteAside();
    }

    private void count() {
        statistics = new SpoolStatistics(segments.bytes(), kept, replayed, damaged, dropped);
    }
}

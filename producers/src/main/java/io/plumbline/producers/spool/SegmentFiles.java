package io.plumbline.producers.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The segments of one directory, in order; the last is written to, if this process made it. For one thread. */
final class SegmentFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentFiles.class);
    private static final String ASIDE = ".dropped";

    private final SpoolConfig config;
    private final TreeMap<Long, Segment> segments = new TreeMap<>();
    private long greatest; // of all numbers that were given out
    private Segment active; // null: the next append makes one

    /** @param greatest number that is known to have been given out; -1 if none is */
    SegmentFiles(SpoolConfig config, long greatest) throws IOException {
        this.config = config;
        for (Path file : files(Segment.SUFFIX)) {
            Segment segment = Segment.existing(file);
            segments.put(segment.number(), segment);
        }
        this.greatest = segments.isEmpty() ? greatest : Math.max(greatest, segments.lastKey());
    }

    /** Of all segments together. */
    long bytes() {
        return segments.values().stream().mapToLong(Segment::size).sum();
    }

    /** Number of the last one; -1 if there is none. */
    long last() {
        return segments.isEmpty() ? -1 : segments.lastKey();
    }

    long size(long number) {
        return segments.get(number).size();
    }

    /** The number after {@code number} that exists. */
    long after(long number) {
        return segments.higherKey(number);
    }

    Optional<Segment> get(long number) {
        return Optional.ofNullable(segments.get(number));
    }

    /** Appends to the active segment, or to a new one if that is full. Returns where the first frame stands. */
    Position append(Collection<ByteBuffer> payloads) throws IOException {
        if (active == null || active.size() >= config.segmentBytes()) {
            seal();
            active = Segment.create(config.directory(), ++greatest);
            segments.put(active.number(), active);
        }
        Position first = new Position(active.number(), active.size());
        try {
            active.append(payloads, config.fsync());
        } catch (IOException e) {
            seal(); // after a failed fsync nobody knows what of the file is on the disk
            throw e;
        }
        return first;
    }

    /** True if the last one ended in the middle of a frame: that is cut off, and said. */
    boolean cutTornTail() throws IOException {
        if (segments.isEmpty()) {
            return false;
        }
        Segment last = segments.lastEntry().getValue();
        long bytes = last.cutTornTail();
        last.close();
        if (bytes > 0) {
            LOG.warn("spool=torn file={} bytes={} cut off: the write was under way at the end", last.file(), bytes);
        }
        return bytes > 0;
    }

    void deleteBefore(long number) throws IOException {
        List<Segment> done = List.copyOf(segments.headMap(number).values());
        for (Segment segment : done) {
            delete(segment);
        }
    }

    /** The oldest after {@code reading}, unless it is being written. */
    Optional<Segment> oldestUnread(long reading) {
        return segments.tailMap(reading, false).values().stream()
                .filter(segment -> segment != active)
                .findFirst();
    }

    /** Takes one out of the order for good. */
    void setAside(Segment segment) throws IOException {
        segment.close();
        segments.remove(segment.number());
        Files.move(segment.file(), segment.file().resolveSibling(segment.file().getFileName() + ASIDE));
        Durable.directory(config.directory());
    }

    List<Segment> aside() throws IOException {
        List<Segment> aside = new ArrayList<>();
        for (Path file : files(ASIDE)) {
            aside.add(Segment.existing(file));
        }
        return aside;
    }

    void deleteAside() throws IOException {
        for (Path file : files(ASIDE)) {
            Files.delete(file);
        }
    }

    @Override
    public void close() throws IOException {
        for (Segment segment : segments.values()) {
            segment.close();
        }
    }

    private void delete(Segment segment) throws IOException {
        segment.delete();
        segments.remove(segment.number());
        if (segment == active) {
            active = null;
        }
    }

    private void seal() throws IOException {
        Segment full = active;
        active = null;
        if (full != null) {
            full.close();
        }
    }

    private List<Path> files(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(config.directory())) {
            return files.filter(file -> file.getFileName().toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }
}

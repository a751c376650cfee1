package io.plumbline.producers.spool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads records out of segments. What cannot be read is said in the log, and skipped. For one thread. */
final class SegmentReader {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentReader.class);

    private final RecordCodec codec;

    SegmentReader(RecordCodec codec) {
        this.codec = codec;
    }

    /** What stands at {@code offset}; nothing at the segment's end. */
    Optional<Found> found(Segment segment, long offset) {
        try {
            return segment.read(offset);
        } catch (IOException e) { // a bad sector: what can be read of other segments must not wait for it
            LOG.error("spool=unreadable file={} offset={}", segment.file(), offset, e);
            long size = segment.size();
            return Optional.of(new Found.Damage(size - offset, size, true));
        }
    }

    /** The record in {@code found}; nothing if there is none that this version can read. */
    Optional<SpoolRecord> record(Position position, Found found) {
        if (found instanceof Found.Whole whole) {
            try {
                return Optional.of(codec.decode(whole.payload()));
            } catch (IOException e) {
                LOG.warn("spool=skipped {} reason={}", position, e.toString());
                return Optional.empty();
            }
        }
        LOG.warn("spool=skipped {} {}: not as it was written", position, found);
        return Optional.empty();
    }

    /** All that can be read. */
    List<SpoolRecord> records(Segment segment) throws IOException {
        List<SpoolRecord> records = new ArrayList<>();
        Optional<Found> found = segment.read(0);
        for (long at = 0; found.isPresent(); found = segment.read(at)) {
            record(new Position(segment.number(), at), found.get()).ifPresent(records::add);
            at = found.get().next();
        }
        return records;
    }
}

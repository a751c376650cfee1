package io.plumbline.producers.agent;

import io.plumbline.producers.spool.SpoolConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the spool takes records now: it may be full, or the disk may fail. Each is said once when it begins, and none is
 * tried again at each tick. For one thread.
 */
final class SpoolTrouble {
    private static final Logger LOG = LoggerFactory.getLogger(SpoolTrouble.class);
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final SpoolConfig config;
    private final LongSupplier bytes;
    private boolean full;
    private boolean failing;
    private long bytesWhenFull;
    private long pausedUntil = System.nanoTime();

    /** @param bytes size of the spool on disk */
    SpoolTrouble(SpoolConfig config, LongSupplier bytes) {
        this.config = config;
        this.bytes = bytes;
    }

    boolean isNone() {
        return !full && !failing;
    }

    /** Whether the last access to the disk failed. */
    boolean isFailing() {
        return failing;
    }

    /** Whether the disk failed so lately that it is left alone. */
    boolean isPaused() {
        return failing && System.nanoTime() - pausedUntil < 0;
    }

    /** Whether it was full, and has shrunk by nothing since: asking again costs the encoding of all that is pending. */
    boolean isFullStill() {
        return full && bytes.getAsLong() == bytesWhenFull;
    }

    /** The disk answered, and had room or not. */
    void answered(boolean hadRoom) {
        failing = false;
        if (!hadRoom && !full) {
            LOG.warn("spool=full bytes={} {}", bytes.getAsLong(), config.whenFull());
        }
        full = !hadRoom;
        bytesWhenFull = bytes.getAsLong();
    }

    void failed(IOException e) {
        if (!failing) {
            LOG.error("spool=failing in {}: what is new is in memory only; trying again", config.directory(), e);
        }
        failing = true;
        full = false;
        pausedUntil = System.nanoTime() + PAUSE_NANOS;
    }
}

package io.plumbline.streams.topology;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A warning about many things of one kind: at most one line a minute, with how many there were. Thread-safe. */
final class Throttled {
    private static final long INTERVAL_MILLIS = 60_000;

    private final Logger log;
    private long count;
    private String text = "";
    private long lastMillis = -INTERVAL_MILLIS;

    Throttled(Class<?> owner) {
        log = LoggerFactory.getLogger(owner);
    }

    synchronized void warn(long nowMillis, long more, String what) {
        count += more;
        text = what;
        flush(nowMillis);
    }

    /** Writes what a minute has held back. */
    synchronized void flush(long nowMillis) {
        if (count > 0 && nowMillis - lastMillis >= INTERVAL_MILLIS) {
            log.warn("{} {}", count, text);
            lastMillis = nowMillis;
            count = 0;
        }
    }
}

package io.plumbline.producers.agent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that the buffer drops measurements: one line when that begins, one when it is over. For one thread. */
final class OverflowLog {
    private static final Logger LOG = LoggerFactory.getLogger(OverflowLog.class);

    private long seen;
    private boolean overflowing;

    /**
     * @param overflowed how many were dropped so far
     * @param hasRoom whether what waits can go on
     */
    void report(long overflowed, boolean hasRoom) {
        if (overflowed > seen && !overflowing) {
            overflowing = true;
            LOG.warn("buffer=full the agent drops measurements, counts them and will declare them");
        } else if (overflowing && overflowed == seen && hasRoom) {
            overflowing = false;
            LOG.info("buffer=draining dropped={}", overflowed);
        }
        seen = overflowed;
    }
}

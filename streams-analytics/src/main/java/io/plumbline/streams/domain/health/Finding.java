package io.plumbline.streams.domain.health;

import io.plumbline.streams.domain.window.Origin;

/**
 * What one row or heartbeat says of health.
 *
 * @param run empty: continuous operation
 * @param source where heartbeats come from; {@link #NO_SOURCE} for all else
 * @param validMillis for how long it speaks if nothing follows; {@link #FOR_GOOD}: the node left in good order
 */
public record Finding(String system, String run, Origin origin, int source, long validMillis, Reason reason) {
    public static final int NO_SOURCE = -1;
    public static final long FOR_GOOD = 0;

    /** Whether nothing more is to be expected of its node. */
    boolean isLast() {
        return validMillis == FOR_GOOD;
    }
}

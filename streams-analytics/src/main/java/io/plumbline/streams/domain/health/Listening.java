package io.plumbline.streams.domain.health;

import java.util.HashMap;
import java.util.Map;

/**
 * Since when each source of heartbeats has been heard without a gap. Beacons come the same way as the heartbeats: what
 * holds those up (a restart, a rebalance, a pause, a backlog) holds these up too. Not thread-safe.
 */
final class Listening {
    /** Longest time between two beacons that is no gap: three of them, and what a commit takes. */
    static final long GAP_MILLIS = 3_500;

    private final Map<Integer, Heard> bySource = new HashMap<>();

    private record Heard(long sinceMillis, long lastMillis) {}

    void beacon(int source, long nowMillis) {
        Heard before = bySource.get(source);
        boolean gap = before == null || nowMillis - before.lastMillis > GAP_MILLIS;
        bySource.put(source, new Heard(gap ? nowMillis : before.sinceMillis, nowMillis));
    }

    /** Whether the source has been heard for at least so long, up to now. */
    boolean hasHeard(int source, long millis, long nowMillis) {
        Heard heard = bySource.get(source);
        return heard != null && nowMillis - heard.lastMillis <= GAP_MILLIS && nowMillis - heard.sinceMillis >= millis;
    }
}

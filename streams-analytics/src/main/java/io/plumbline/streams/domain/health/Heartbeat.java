package io.plumbline.streams.domain.health;

/**
 * What an agent says of itself.
 *
 * @param stopped it left in good order: it is not unwell, but nothing more is known of it
 * @param intervalMillis time to its next heartbeat
 */
public record Heartbeat(String node, long atMicros, boolean stopped, long intervalMillis) {
    private static final long MAX_INTERVAL_MILLIS = 86_400_000;

    public Heartbeat {
        if (node.isEmpty()) {
            throw new IllegalArgumentException("the node has no name");
        }
        if (intervalMillis <= 0 || intervalMillis > MAX_INTERVAL_MILLIS) {
            throw new IllegalArgumentException("heartbeatIntervalMillis is not within a day: " + intervalMillis);
        }
    }

    public Reason judge() {
        Aspect aspect = new Aspect(node, Components.NODE, Code.HEARTBEAT, "");
        Period at = Period.moment(atMicros);
        return stopped
                ? new Reason(aspect, Status.UNKNOWN, null, null, Unit.SECONDS, at, "stopped in good order")
                : new Reason(aspect, Status.HEALTHY, null, null, Unit.SECONDS, at, "sends heartbeats");
    }

    /**
     * For how long it speaks.
     *
     * @param missed so many heartbeats are missing when a node counts as gone
     */
    public long validMillis(int missed) {
        return stopped ? Finding.FOR_GOOD : missed * intervalMillis;
    }
}

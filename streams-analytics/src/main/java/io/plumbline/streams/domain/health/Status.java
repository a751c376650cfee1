package io.plumbline.streams.domain.health;

import java.util.Collection;

/** How well something is, from best to worst. */
public enum Status {
    HEALTHY,
    /** Nothing was measured, or not any more. Worse than healthy: what nobody looks at is not well. */
    UNKNOWN,
    DEGRADED,
    CRITICAL;

    /** The worst of them; UNKNOWN if there is none. */
    public static Status worst(Collection<Status> statuses) {
        return statuses.stream().max(Status::compareTo).orElse(UNKNOWN);
    }

    public boolean isWorseThan(Status other) {
        return compareTo(other) > 0;
    }

    /** Whether a measurement says so: neither well nor unknown. */
    public boolean isBad() {
        return isWorseThan(UNKNOWN);
    }
}

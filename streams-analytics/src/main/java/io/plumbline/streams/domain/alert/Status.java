package io.plumbline.streams.domain.alert;

/** Where an alert is in its life. The names are those of the contract. */
public enum Status {
    /** Seen, not yet confirmed. */
    SUSPECTED,
    /** Certain, and nobody has answered. */
    CONFIRMED,
    /** Certain, and somebody has answered. */
    ACKNOWLEDGED,
    /** Somebody said that this is how it is from now on. */
    ACCEPTED,
    /** Back, but not for long enough. */
    RECOVERING,
    /** Back, never confirmed, or not heard of any more. */
    RESOLVED;

    /** Whether nothing follows. */
    public boolean isEnd() {
        return this == ACCEPTED || this == RESOLVED;
    }

    boolean isCertain() {
        return this == CONFIRMED || this == ACKNOWLEDGED;
    }
}

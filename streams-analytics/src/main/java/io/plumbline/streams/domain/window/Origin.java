package io.plumbline.streams.domain.window;

/** Where figures come from; an aggregate is of the last of its parts' origins in this order. */
public enum Origin {
    REAL,
    IMPORTED,
    REPLAYED,
    SIMULATED;

    public Origin or(Origin other) {
        return compareTo(other) >= 0 ? this : other;
    }
}

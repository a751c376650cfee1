package io.plumbline.streams.domain.reliability;

/** Whether something works, as far as is known. */
public enum State {
    UP,
    DOWN,
    /** Nobody watched: this time counts neither for nor against. */
    UNKNOWN
}

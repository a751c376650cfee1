package io.plumbline.sink;

/** The stored position and the topic no longer fit together: going on would skip records, so a person has to decide. */
public final class SinkStoppedException extends RuntimeException {
    SinkStoppedException(String message) {
        super(message);
    }
}

package io.plumbline.streams.topology;

/** A record is to be set aside, because a processor has failed on it. */
final class SuspectException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SuspectException(RuntimeException failure) {
        super("a processor failed on it: " + failure, failure);
    }
}

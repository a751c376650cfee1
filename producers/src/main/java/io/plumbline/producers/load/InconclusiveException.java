package io.plumbline.producers.load;

/** What was to be measured could not be measured, so nothing is said of it. */
public final class InconclusiveException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    InconclusiveException(String message) {
        super(message);
    }

    InconclusiveException(String message, Exception cause) {
        super(message, cause);
    }
}

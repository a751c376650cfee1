package io.plumbline.sink.core;

/** Trying again helps only after somebody has mended what the message names. */
final class WaitException extends Exception {
    private static final long serialVersionUID = 1;

    WaitException(String message, Throwable cause) {
        super(message, cause);
    }
}

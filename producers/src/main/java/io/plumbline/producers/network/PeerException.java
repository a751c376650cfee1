package io.plumbline.producers.network;

import java.io.IOException;

/** The peer went away, or says what it should not: it may answer at the next try. */
public final class PeerException extends IOException {
    private static final long serialVersionUID = 1;

    PeerException(String message) {
        super(message);
    }

    PeerException(String message, Throwable cause) {
        super(message, cause);
    }
}

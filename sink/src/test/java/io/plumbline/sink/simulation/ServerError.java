package io.plumbline.sink.simulation;

import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** An error as the driver makes it from the server's answer, but cheap: without a trace of the stack. */
final class ServerError extends PSQLException {
    private static final long serialVersionUID = 1;

    ServerError(String state, String where) {
        super(new ServerErrorMessage("SERROR\0C" + state + "\0Msimulated " + state + "\0W" + where + "\0\0"));
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // one thread
    public Throwable fillInStackTrace() {
        return this;
    }
}

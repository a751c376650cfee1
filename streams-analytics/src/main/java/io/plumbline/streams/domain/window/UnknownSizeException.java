package io.plumbline.streams.domain.window;

/** The state holds open windows of a size that the settings do not make: taken for others they would give wrong rows. */
public final class UnknownSizeException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public UnknownSizeException(long sizeMicros) {
        super("the state holds open windows of " + sizeMicros
                + " us, which windows.levels and windows.node.from do not make any more: take the former settings until all"
                + " windows have closed (no input for windows.idle.timeout), reset the application, or give it another"
                + " streams.application.id (docs/formats.md, State)");
    }
}

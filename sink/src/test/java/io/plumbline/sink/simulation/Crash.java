package io.plumbline.sink.simulation;

/** The process dies where it stands. */
final class Crash extends Error {
    private static final long serialVersionUID = 1;

    Crash() {
        super("crash", null, false, false);
    }
}

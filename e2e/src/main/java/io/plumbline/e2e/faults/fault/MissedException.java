package io.plumbline.e2e.faults.fault;

/** A fault left no trace: the run proves nothing. */
public final class MissedException extends Exception {
    private static final long serialVersionUID = 1;

    public MissedException(String message) {
        super(message);
    }
}

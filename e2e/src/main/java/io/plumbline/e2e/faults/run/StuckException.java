package io.plumbline.e2e.faults.run;

/** Something did not come back, or did not end as it should: a finding, as what is lost would be one. */
public final class StuckException extends Exception {
    private static final long serialVersionUID = 1;

    public StuckException(String message) {
        super(message);
    }
}

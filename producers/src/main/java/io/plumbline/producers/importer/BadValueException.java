package io.plumbline.producers.importer;

/** A value of a line that cannot be meant. */
public final class BadValueException extends Exception {
    private static final long serialVersionUID = 1;

    private final String column;

    /** @param column or field that has the value; empty: the line as a whole */
    BadValueException(String column, String reason) {
        super(reason);
        this.column = column;
    }

    String column() {
        return column;
    }
}

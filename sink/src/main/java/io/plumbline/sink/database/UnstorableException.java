package io.plumbline.sink.database;

/** A value that no PostgreSQL column of its type can hold; the message names column and reason. */
public final class UnstorableException extends RuntimeException {
    UnstorableException(Column column, String reason) {
        super("column " + column.name() + " cannot hold " + reason);
    }
}

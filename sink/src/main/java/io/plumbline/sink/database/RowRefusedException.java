package io.plumbline.sink.database;

import java.sql.SQLException;

/** A COPY failed at one row, which the server named. */
public final class RowRefusedException extends SQLException {
    private static final long serialVersionUID = 1;

    private final transient Row row;

    RowRefusedException(Row row, SQLException cause) {
        super(cause.getMessage(), cause.getSQLState(), cause);
        this.row = row;
    }

    public Row row() {
        return row;
    }
}

package io.plumbline.sink.database;

import java.sql.SQLException;

/** Opens sessions with the database, or fails like one. */
@FunctionalInterface
public interface Database {
    Session open() throws SQLException;
}

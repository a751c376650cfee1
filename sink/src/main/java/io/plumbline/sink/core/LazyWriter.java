package io.plumbline.sink.core;

import io.plumbline.sink.database.Database;
import io.plumbline.sink.database.DatabaseWriter;
import java.sql.SQLException;

/** A writer that is opened when it is needed, and anew after it was closed. Not thread-safe. */
final class LazyWriter implements AutoCloseable {
    private final Database database;
    private DatabaseWriter writer;

    LazyWriter(Database database) {
        this.database = database;
    }

    DatabaseWriter get() throws SQLException {
        if (writer == null) {
            writer = new DatabaseWriter(database.open());
        }
        return writer;
    }

    @Override
    public void close() {
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }
}

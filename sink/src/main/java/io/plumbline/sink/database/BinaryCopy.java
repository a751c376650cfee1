package io.plumbline.sink.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** {@code COPY ... FROM STDIN (FORMAT binary)} for whoever writes few rows: one message for each. */
public final class BinaryCopy {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final byte[] TRAILER = {(byte) 0xff, (byte) 0xff};

    private BinaryCopy() {}

    /** @param tuples as {@link Tuple} makes them */
    public static void write(Connection connection, String copy, Iterable<byte[]> tuples) throws SQLException {
        CopyIn in = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
        try {
            in.writeToCopy(HEADER, 0, HEADER.length);
            for (byte[] tuple : tuples) {
                in.writeToCopy(tuple, 0, tuple.length);
            }
            in.writeToCopy(TRAILER, 0, TRAILER.length);
            in.endCopy();
        } finally {
            if (in.isActive()) {
                in.cancelCopy();
            }
        }
    }
}

package io.plumbline.sink.database;

import java.sql.SQLException;
import java.util.Collection;
import org.postgresql.copy.CopyIn;

/** Sends rows in the binary form of COPY. The driver sends each call as one message: small rows go together. */
final class CopyStream {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final byte[] TRAILER = {(byte) 0xff, (byte) 0xff};
    private static final int MESSAGE_BYTES = 64 << 10;

    private final CopyIn copy;
    private final byte[] buffer = new byte[MESSAGE_BYTES];
    private int length;

    private CopyStream(CopyIn copy) {
        this.copy = copy;
    }

    /** All rows, and the end. */
    static void send(CopyIn copy, Collection<Row> rows) throws SQLException {
        try {
            CopyStream stream = new CopyStream(copy);
            stream.add(HEADER);
            for (Row row : rows) {
                stream.add(row.tuple());
            }
            stream.add(TRAILER);
            stream.flush();
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void add(byte[] bytes) throws SQLException {
        if (length + bytes.length > buffer.length) {
            flush();
        }
        if (bytes.length > buffer.length) {
            copy.writeToCopy(bytes, 0, bytes.length);
            return;
        }
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void flush() throws SQLException {
        if (length > 0) {
            copy.writeToCopy(buffer, 0, length);
            length = 0;
        }
    }
}

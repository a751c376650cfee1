package io.plumbline.e2e.faults.run;

import io.plumbline.e2e.faults.ledger.Workload;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

/** When the rows are back: of every operation there is one of the second that holds a moment, or of a later second. */
public final class Recovery {
    private static final String SEEN = "SELECT count(DISTINCT operation) FROM plumbline.window_stats WHERE system = ?"
            + " AND node = '' AND window_ms = 1000 AND operation = ANY (?)"
            + " AND window_start > ?::timestamptz - interval '1 s'";

    private final World world;
    private Connection database;

    public Recovery(World world) {
        this.world = world;
    }

    /**
     * Waits, and tells how long after the moment that was; with nothing broken it is the second's rest and its grace.
     *
     * @throws StuckException if it does not come in time
     */
    public Duration await(Instant moment, Duration patience) throws InterruptedException, StuckException {
        Waiting.until(patience, "rows of all operations since " + moment, () -> seen(moment) == operations().length);
        return Duration.between(moment, Instant.now());
    }

    private int seen(Instant moment) {
        try {
            if (database == null) {
                database = world.connect();
            }
            try (PreparedStatement query = database.prepareStatement(SEEN)) {
                query.setString(1, World.SYSTEM);
                query.setArray(2, database.createArrayOf("text", operations()));
                query.setTimestamp(3, Timestamp.from(moment));
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    return row.getInt(1);
                }
            }
        } catch (SQLException e) {
            database = null; // the fault was meant for it, too
            return 0;
        }
    }

    private Object[] operations() {
        return IntStream.range(0, world.size().operations())
                .mapToObj(Workload::operation)
                .toArray();
    }
}

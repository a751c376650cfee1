package io.plumbline.benchmarks.freshness;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Waits for the rows of one window length, window after window, and notes for each row how long after its due time (its
 * window's end and grace) it could first be read. The time of a read counts in full, as it does for a dashboard.
 */
final class LevelWatch {
    /** What does not come in this time is missing. */
    static final long PATIENCE_MILLIS = 30_000;

    /** A row of a window. */
    record Row(String operation, String node, boolean byEventTime) {
        boolean isOverAllNodes() {
            return node.isEmpty();
        }
    }

    /** Reads what can be read of a window now. */
    interface Reader {
        List<Row> rows(long windowMillis, long windowStartMillis) throws SQLException;
    }

    /** Tells the time, in milliseconds since 1970. */
    interface Clock {
        long millis();
    }

    /**
     * Which windows are watched.
     *
     * @param windowMillis their length
     * @param graceMillis after its end a window closes after this
     * @param rows how many each of them has
     * @param fromMillis the first one that is due at or after this time
     * @param untilMillis none that is due after this time
     */
    record Plan(long windowMillis, long graceMillis, int rows, long fromMillis, long untilMillis) {}

    private final Plan plan;
    private final Reader reader;
    private final Clock clock;
    private final Samples overAllNodes = new Samples();
    private final Samples ofNodes = new Samples();
    private final Set<Row> seen = new HashSet<>();
    private long dueMillis;
    private long missing;
    private long closedOtherwise;

    LevelWatch(Plan plan, Reader reader, Clock clock) {
        this.plan = plan;
        this.reader = reader;
        this.clock = clock;
        long size = plan.windowMillis();
        dueMillis =
                -Math.floorDiv(plan.graceMillis() - plan.fromMillis(), size) * size + plan.graceMillis(); // rounded up
    }

    /** Looks at the database if a row could be there. Returns false when all windows are through. */
    boolean look() throws SQLException {
        if (dueMillis > plan.untilMillis()) {
            return false;
        }
        if (clock.millis() >= dueMillis) {
            note(reader.rows(plan.windowMillis(), dueMillis - plan.graceMillis() - plan.windowMillis()));
            if (seen.size() >= plan.rows() || clock.millis() - dueMillis > PATIENCE_MILLIS) {
                missing += Math.max(0, plan.rows() - seen.size());
                seen.clear();
                dueMillis += plan.windowMillis();
            }
        }
        return true;
    }

    Plan plan() {
        return plan;
    }

    Samples overAllNodes() {
        return overAllNodes;
    }

    Samples ofNodes() {
        return ofNodes;
    }

    /** Rows that never came. */
    long missing() {
        return missing;
    }

    /** Rows of windows that did not wait for event time: in a steady stream there are none. */
    long closedOtherwise() {
        return closedOtherwise;
    }

    private void note(List<Row> rows) {
        long nowMillis = clock.millis();
        for (Row row : rows) {
            if (seen.add(row)) {
                (row.isOverAllNodes() ? overAllNodes : ofNodes).add(nowMillis - dueMillis);
                closedOtherwise += row.byEventTime() ? 0 : 1;
            }
        }
    }
}

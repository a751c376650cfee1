package io.plumbline.e2e.faults.check;

import java.time.Instant;

/**
 * A window of one operation: the key of a row.
 *
 * @param node empty: all nodes together
 */
public record Cell(String operation, String node, long windowMillis, long startMillis) {
    @Override
    public String toString() {
        return operation + (node.isEmpty() ? "" : "@" + node) + " " + Instant.ofEpochMilli(startMillis) + " +"
                + windowMillis + "ms";
    }
}

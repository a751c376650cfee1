package io.plumbline.e2e.faults.fault;

import java.time.Duration;
import java.time.Instant;

/**
 * A fault that hit.
 *
 * @param since from when recovery counts: the end of an outage, or the moment of a kill
 * @param recovery how long it took, where that shows only before the fault's end; null: it is still to be seen
 * @param evidence how it shows that it hit
 */
public record Hit(Instant since, Duration recovery, String evidence) {
    static Hit at(Instant since, String evidence) {
        return new Hit(since, null, evidence);
    }
}

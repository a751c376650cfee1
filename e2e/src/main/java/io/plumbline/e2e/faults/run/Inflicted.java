package io.plumbline.e2e.faults.run;

import io.plumbline.e2e.faults.fault.Kind;
import java.time.Duration;
import java.util.List;

/**
 * Faults that came together, and how long it took until all was well again.
 *
 * @param recovery until rows of new events were there, counted from the end of the last fault
 */
public record Inflicted(List<Kind> kinds, List<String> evidence, Duration recovery) {
    public Inflicted {
        kinds = List.copyOf(kinds);
        evidence = List.copyOf(evidence);
    }
}

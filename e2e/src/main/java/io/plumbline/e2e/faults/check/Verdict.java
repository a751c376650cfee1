package io.plumbline.e2e.faults.check;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a comparison found.
 *
 * @param events distinct events in Kafka
 * @param acknowledged batches in the ledger
 * @param lost events that were acknowledged and are in no row of their second, or not in Kafka
 * @param duplicated events that are in the rows of their second more than once
 * @param findings each with its coordinates; empty: everything is as it must be
 */
public record Verdict(long events, long acknowledged, long lost, long duplicated, List<String> findings) {
    public Verdict {
        findings = List.copyOf(findings);
    }

    /** The same, with what somebody else found. */
    public Verdict with(List<String> more) {
        List<String> all = Stream.concat(findings.stream(), more.stream()).toList();
        return new Verdict(events, acknowledged, lost, duplicated, all);
    }

    public boolean clean() {
        return findings.isEmpty();
    }
}

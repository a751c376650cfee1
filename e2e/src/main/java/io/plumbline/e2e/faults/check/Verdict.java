package io.plumbline.e2e.faults.check;

import java.util.List;

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

    public boolean clean() {
        return findings.isEmpty();
    }
}

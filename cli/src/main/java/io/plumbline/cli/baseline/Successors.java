package io.plumbline.cli.baseline;

import io.plumbline.schemas.event.Baseline;
import io.plumbline.schemas.event.BaselineMetric;
import io.plumbline.schemas.event.BaselineSource;
import io.plumbline.schemas.event.BaselineStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What follows on a baseline by somebody's decision. The version is the topic's to give. */
public record Successors(String author, String reason, Instant now) {

    /** The proposed levels in force; those of other metrics stay as they are. */
    public Baseline accepted(Baseline proposal) {
        Map<String, BaselineMetric> levels = new LinkedHashMap<>();
        proposal.getMetrics().forEach(level -> levels.put(level.getMetric(), level));
        proposal.getProposed().forEach(level -> levels.put(level.getMetric(), level));
        return Baseline.newBuilder(proposal)
                .setStatus(BaselineStatus.ACTIVE)
                .setMetrics(List.copyOf(levels.values()))
                .setProposed(List.of())
                .setAuthor(author)
                .setReason(reason)
                .setCreatedAt(now)
                .build();
    }

    /** Nothing in force any more. */
    public Baseline reset(Baseline present) {
        return Baseline.newBuilder(present)
                .setStatus(BaselineStatus.RESET)
                .setMetrics(List.of())
                .setProposed(List.of())
                .setSource(BaselineSource.PERSON)
                .setSourceName("")
                .setFrom(null)
                .setTo(null)
                .setAuthor(author)
                .setReason(reason)
                .setCreatedAt(now)
                .build();
    }
}

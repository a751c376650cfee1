package io.plumbline.producers.agent;

import io.plumbline.producers.spool.SpoolStatistics;
import io.plumbline.sketch.Sketch;

/**
 * The account of one agent since its boot: recorded = sent + dropped + pending. Moving figures, read one after the other;
 * exact once the agent is closed.
 *
 * @param recorded measurements it was asked to record
 * @param sent of these, acknowledged by Kafka
 * @param dropped of these, given up because the buffer or the spool was full or Kafka refused them for ever; each is
 *     declared in a batch
 * @param spooled of those that are neither, safe on disk
 * @param spool all that the spool did, for earlier boots too
 * @param produceNanos time from handing a record to the producer to Kafka's acknowledgement, of every record so far; a copy
 */
public record AgentStatistics(
        long recorded, long sent, long dropped, long spooled, SpoolStatistics spool, Sketch produceNanos) {
    /** Still in the agent's memory or spool. */
    public long pending() {
        return recorded - sent - dropped;
    }
}

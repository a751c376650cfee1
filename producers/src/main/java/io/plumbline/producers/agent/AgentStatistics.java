package io.plumbline.producers.agent;

import io.plumbline.sketch.Sketch;

/**
 * The account of one agent since its boot: recorded = sent + dropped + pending. Moving figures, read one after the other;
 * exact once the agent is closed.
 *
 * @param recorded measurements it was asked to record
 * @param sent of these, acknowledged by Kafka
 * @param dropped of these, given up because the buffer was full or Kafka refused them for ever; each is declared in a batch
 * @param produceNanos time from handing a record to the producer to Kafka's acknowledgement, of every record so far; a copy
 */
public record AgentStatistics(long recorded, long sent, long dropped, Sketch produceNanos) {
    /** Still in the agent's memory. */
    public long pending() {
        return recorded - sent - dropped;
    }
}

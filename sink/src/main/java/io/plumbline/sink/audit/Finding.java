package io.plumbline.sink.audit;

import java.util.Map;

/**
 * Something that is not as it must be.
 *
 * @param topic where; null, as {@code partition} and {@code offset}, where it is of no record
 * @param table of the row; null: it is about no row
 * @param key the row's primary key, or the agent's life; empty: it is about neither
 * @param text what is wrong, for people
 */
public record Finding(
        Kind kind, String topic, Integer partition, Long offset, String table, Map<String, String> key, String text) {

    /** What can be wrong. */
    public enum Kind {
        /** The topic has another id than the one whose position is stored. */
        TOPIC_RECREATED,
        /** A position is stored of a partition that is not there. */
        PARTITION_GONE,
        /** The partition is there, but no sink ever claimed it. */
        NO_POSITION,
        /** More is stored than the partition ever held. */
        POSITION_PAST_END,
        /** Retention took records before they were stored. */
        POSITION_OVERTAKEN,
        /** A record's row is not there. */
        ROW_LOST,
        /** The row is of a revision before the record's. */
        ROW_STALE,
        /** The row has the record's revision and other content. */
        ROW_ALTERED,
        /** The row is of a revision that no record before the position has. */
        ROW_AHEAD,
        /** A record that cannot be stored is not in quarantine. */
        RECORD_UNACCOUNTED,
        /** What the sink counted is not what the partition holds. */
        COUNTS_DIFFER,
        /** The quarantine holds more or fewer records of the partition than the sink set aside. */
        QUARANTINE_DIFFERS,
        /** Sequence numbers of an agent neither came nor were declared as dropped. */
        SEQUENCE_GAP,
        /** An agent that stopped had recorded more than came. */
        NEVER_ARRIVED,
        /** An agent declared losses; a finding only where it was asked to be strict. */
        DECLARED_LOSS,
        /** Events of a node came and are in no window. */
        EVENTS_LOST,
        /** A node's windows hold more events than came. */
        EVENTS_DOUBLED
    }

    static Finding ofPartition(Kind kind, String topic, int partition, String text) {
        return new Finding(kind, topic, partition, null, null, Map.of(), text);
    }

    static Finding ofAgent(Kind kind, Map<String, String> life, String text) {
        return new Finding(kind, null, null, null, null, life, text);
    }
}

package io.plumbline.sink.simulation;

import io.plumbline.sink.database.Advance;
import io.plumbline.sink.database.Gap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** A transaction: what it would change, and what it did to come there. */
final class Tx {
    final long begun;
    long lastStep;
    boolean failed;
    /** The server waits for the next rows, and heeds no timeout meanwhile. */
    boolean copying;

    /** The server has got the commit and has not carried it out yet; nobody will get the answer. */
    boolean committing;

    String endedBy;
    final Map<TopicPartition, Place> places = new LinkedHashMap<>();
    final Map<Key, Kept> rows = new LinkedHashMap<>();
    final Map<Coordinates, Long> quarantine = new LinkedHashMap<>();
    final List<TopicPartition> claims = new ArrayList<>();
    final List<Advance> advances = new ArrayList<>();
    final Map<TopicPartition, Gap> gaps = new LinkedHashMap<>();

    Tx(long now) {
        begun = now;
        lastStep = now;
    }
}

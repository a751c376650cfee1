package io.plumbline.sink.core;

import io.plumbline.sink.core.Source.Bounds;
import io.plumbline.sink.database.DatabaseWriter;
import io.plumbline.sink.database.Gap;
import io.plumbline.sink.database.Position;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Takes partitions over: with a new epoch, from the stored position. Not thread-safe. */
final class Claiming {
    private final Source source;
    private final Ownership ownership;
    private final Journal journal;
    private final boolean acceptGaps;

    Claiming(Source source, Ownership ownership, Journal journal, boolean acceptGaps) {
        this.source = source;
        this.ownership = ownership;
        this.journal = journal;
        this.acceptGaps = acceptGaps;
    }

    /** @throws SinkStoppedException if records are gone and nobody accepted that */
    void claim(DatabaseWriter writer, Set<TopicPartition> partitions) throws SQLException {
        Map<TopicPartition, Bounds> before = source.bounds(partitions);
        Map<TopicPartition, Position> positions = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Bounds start = before.get(partition);
            positions.put(partition, writer.claim(partition, start.topicId(), start.beginning()));
        }
        // Once more after the claim: until then another sink may have stored what arrived meanwhile.
        Map<TopicPartition, Bounds> now = source.bounds(partitions);
        for (TopicPartition partition : partitions) {
            Position stored = positions.get(partition);
            Optional<Gap> gap = Resume.gap(partition, stored, now.get(partition));
            begin(partition, gap.isEmpty() ? stored : skip(writer, gap.get(), stored));
        }
    }

    private Position skip(DatabaseWriter writer, Gap gap, Position stored) throws SQLException {
        if (!acceptGaps) {
            writer.confirm(gap.partition(), stored); // a claim that is old by now may see gaps where none are
            throw new SinkStoppedException(gap);
        }
        Position behind = writer.skip(gap, stored);
        journal.skipped(gap);
        return behind;
    }

    private void begin(TopicPartition partition, Position position) {
        ownership.claimed(partition, position);
        source.seek(partition, position.next());
        source.resume(List.of(partition));
        journal.claimed(partition, position);
    }
}

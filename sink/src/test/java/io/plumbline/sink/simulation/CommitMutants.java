package io.plumbline.sink.simulation;

import io.plumbline.sink.database.Advance;
import io.plumbline.sink.database.Counts;
import io.plumbline.sink.database.Position;
import io.plumbline.sink.database.Refused;
import io.plumbline.sink.database.Session;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Sinks that take the commit, and what belongs together in it, too lightly. */
final class CommitMutants {
    private CommitMutants() {}

    static final class CommitBelieved extends SessionWrapper {
        CommitBelieved(Session to) {
            super(to);
        }

        @Override
        public void commit() {
            try {
                super.commit();
            } catch (SQLException e) {
                return; // it will have been carried out
            }
        }
    }

    /** Knows better than the database where each partition stands. */
    static final class Remembering extends Mutant {
        private final Map<TopicPartition, Position> known = new HashMap<>();

        @Override
        Session session(World world, Instance instance) {
            return new SessionWrapper(super.session(world, instance)) {
                private List<Advance> inHand = List.of();

                @Override
                public Optional<Position> claim(TopicPartition partition, String topicId, long start)
                        throws SQLException {
                    Optional<Position> stored = super.claim(partition, topicId, start);
                    Position last = known.get(partition);
                    return last == null
                            ? stored
                            : stored.map(now -> new Position(now.topicId(), last.next(), now.epoch()));
                }

                @Override
                public int advance(List<Advance> advances) throws SQLException {
                    inHand = advances;
                    return super.advance(advances);
                }

                @Override
                public void commit() throws SQLException {
                    super.commit();
                    inHand.forEach(step -> known.put(step.partition(), step.at().movedTo(step.to())));
                    inHand = List.of();
                }
            };
        }
    }

    static final class RowsFirst extends SessionWrapper {
        private List<Advance> later = List.of();

        RowsFirst(Session to) {
            super(to);
        }

        @Override
        public int advance(List<Advance> advances) {
            later = advances;
            return advances.size();
        }

        @Override
        public void commit() throws SQLException {
            super.commit();
            super.advance(later);
            later = List.of();
            super.commit();
        }
    }

    static final class OffsetsFirst extends SessionWrapper {
        OffsetsFirst(Session to) {
            super(to);
        }

        @Override
        public int advance(List<Advance> advances) throws SQLException {
            int moved = super.advance(advances);
            super.commit();
            return moved;
        }
    }

    static final class NoQuarantine extends SessionWrapper {
        NoQuarantine(Session to) {
            super(to);
        }

        @Override
        public void quarantine(List<Refused> refused, List<Advance> advances) {
            // who would read it
        }
    }

    static final class NoCounts extends SessionWrapper {
        NoCounts(Session to) {
            super(to);
        }

        @Override
        public int advance(List<Advance> advances) throws SQLException {
            return super.advance(advances.stream()
                    .map(step -> new Advance(step.partition(), step.at(), step.to(), Counts.NONE))
                    .toList());
        }
    }
}

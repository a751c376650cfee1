package io.plumbline.sink.simulation;

import io.plumbline.sink.core.Source;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Sinks that read at the wrong place. */
final class ReadingMutants {
    private ReadingMutants() {}

    static final class NeverBack extends SourceWrapper {
        private final Map<TopicPartition, Long> furthest = new HashMap<>();

        NeverBack(Source to) {
            super(to);
        }

        @Override
        public List<Fetched> poll(Duration patience) {
            List<Fetched> fetched = super.poll(patience);
            fetched.forEach(one -> furthest.merge(one.partition(), one.next(), Math::max));
            return fetched;
        }

        @Override
        public void seek(TopicPartition partition, long offset) {
            super.seek(partition, Math.max(offset, furthest.getOrDefault(partition, 0L)));
        }
    }

    static final class RecordsOnly extends SourceWrapper {
        RecordsOnly(Source to) {
            super(to);
        }

        @Override
        public List<Fetched> poll(Duration patience) {
            return super.poll(patience).stream()
                    .filter(fetched -> !fetched.records().isEmpty())
                    .toList();
        }
    }
}

package io.plumbline.sink.simulation;

import io.plumbline.sink.core.Source;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** A consumer that does what another does; mutants do one thing differently. */
class SourceWrapper implements Source {
    final Source to;

    SourceWrapper(Source to) {
        this.to = to;
    }

    @Override
    public void join(Membership membership) {
        to.join(membership);
    }

    @Override
    public List<Fetched> poll(Duration patience) {
        return to.poll(patience);
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
        to.seek(partition, offset);
    }

    @Override
    public void pause(Collection<TopicPartition> partitions) {
        to.pause(partitions);
    }

    @Override
    public void resume(Collection<TopicPartition> partitions) {
        to.resume(partitions);
    }

    @Override
    public Map<TopicPartition, Bounds> bounds(Set<TopicPartition> partitions) {
        return to.bounds(partitions);
    }

    @Override
    public long unread(Set<TopicPartition> read, Map<TopicPartition, Long> waiting) {
        return to.unread(read, waiting);
    }
}

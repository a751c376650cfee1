package io.plumbline.sink.simulation;

import io.plumbline.sink.core.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** One instance's consumer. */
final class SimulatedSource implements Source {
    private static final int MOST = 8;

    private final World world;
    private final Instance instance;
    private final Map<TopicPartition, Long> positions = new LinkedHashMap<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    private Membership membership;
    private int generation = -1;

    SimulatedSource(World world, Instance instance) {
        this.world = world;
        this.instance = instance;
    }

    @Override
    public void join(Membership membership) {
        instance.enter("kafka.join");
        give(List.of());
        this.membership = membership;
        world.kafka.leave(this);
        world.kafka.join(this);
    }

    @Override
    public List<Fetched> poll(Duration patience) {
        instance.enter("kafka.poll");
        world.kafka.join(this);
        if (generation != world.kafka.generation) {
            generation = world.kafka.generation;
            give(world.kafka.assigned(this));
        }
        List<Fetched> result = new ArrayList<>();
        for (Map.Entry<TopicPartition, Long> place : positions.entrySet()) {
            if (!paused.contains(place.getKey()) && (world.chance.calm || !world.chance.oneIn(3))) {
                fetch(place, result);
            }
        }
        world.passes(result.isEmpty() ? patience : patience.dividedBy(1 + world.chance.below(20)));
        return result;
    }

    private void fetch(Map.Entry<TopicPartition, Long> place, List<Fetched> result) {
        Log log = world.kafka.logs.get(place.getKey());
        long from = place.getValue();
        if (from < log.beginning || from > log.end) {
            throw new OffsetOutOfRangeException(Map.of(place.getKey(), from));
        }
        Log.Read read = log.read(from, 1 + world.chance.below(MOST), world.chance.oneIn(2));
        if (read.next() > from) {
            place.setValue(read.next());
            result.add(new Fetched(place.getKey(), read.records(), read.next()));
        }
    }

    private void give(List<TopicPartition> partitions) {
        List<TopicPartition> old = List.copyOf(positions.keySet());
        positions.clear();
        paused.clear();
        if (!old.isEmpty()) {
            membership.removed(old);
        }
        if (!partitions.isEmpty()) {
            partitions.forEach(partition -> positions.put(partition, 0L));
            membership.assigned(partitions);
        }
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
        Violation.unless(positions.containsKey(partition), () -> "sought in " + partition + ", which is not assigned");
        positions.put(partition, offset);
    }

    @Override
    public void pause(Collection<TopicPartition> partitions) {
        Violation.unless(
                positions.keySet().containsAll(partitions), () -> "paused what is not assigned: " + partitions);
        paused.addAll(partitions);
    }

    @Override
    public void resume(Collection<TopicPartition> partitions) {
        Violation.unless(
                positions.keySet().containsAll(partitions), () -> "resumed what is not assigned: " + partitions);
        paused.removeAll(partitions);
    }

    @Override
    public Map<TopicPartition, Bounds> bounds(Set<TopicPartition> partitions) {
        instance.enter("kafka.bounds");
        if (world.chance.strikes(Fault.KAFKA_UNREACHABLE, 40)) {
            world.passes(Duration.ofSeconds(10));
            throw new TimeoutException("no answer");
        }
        Map<TopicPartition, Bounds> result = new LinkedHashMap<>();
        for (TopicPartition partition : partitions) {
            Log log = world.kafka.logs.get(partition);
            result.put(partition, new Bounds(log.topicId, log.beginning, log.end));
        }
        return result;
    }

    @Override
    public long unread(Set<TopicPartition> read, Map<TopicPartition, Long> waiting) {
        instance.enter("kafka.unread");
        if (world.chance.strikes(Fault.KAFKA_UNREACHABLE, 40)) {
            throw new TimeoutException("no answer");
        }
        return 0;
    }
}

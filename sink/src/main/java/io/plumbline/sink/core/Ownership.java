package io.plumbline.sink.core;

import io.plumbline.sink.database.Advance;
import io.plumbline.sink.database.Counts;
import io.plumbline.sink.database.Position;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** The partitions that Kafka assigned to this sink, and which of them it has claimed in the database. Not thread-safe. */
final class Ownership {
    private final Map<TopicPartition, Claim> claims = new LinkedHashMap<>();
    private final Set<TopicPartition> unclaimed = new LinkedHashSet<>();
    /** The positions of the last claims, as long as the partitions are still assigned. */
    private final Map<TopicPartition, Long> lastKnown = new HashMap<>();

    /**
     * @param at the position in the database
     * @param read where reading stands: as far as stored, or beyond it by records that hold nothing, such as
     *     transaction markers
     */
    private record Claim(Position at, long read) {}

    void assigned(Collection<TopicPartition> partitions) {
        unclaimed.addAll(partitions);
    }

    void removed(Collection<TopicPartition> partitions) {
        partitions.forEach(claims::remove);
        partitions.forEach(lastKnown::remove);
        unclaimed.removeAll(partitions);
    }

    void claimed(TopicPartition partition, Position at) {
        unclaimed.remove(partition);
        lastKnown.remove(partition);
        claims.put(partition, new Claim(at, at.next()));
    }

    /** What the database says is in doubt: everything has to be claimed again. */
    void doubt() {
        unclaimed.addAll(claims.keySet());
        claims.forEach((partition, claim) -> lastKnown.put(partition, claim.at.next()));
        claims.clear();
    }

    boolean owns(TopicPartition partition) {
        return claims.containsKey(partition);
    }

    Set<TopicPartition> unclaimed() {
        return new LinkedHashSet<>(unclaimed);
    }

    Set<TopicPartition> claimed() {
        return new LinkedHashSet<>(claims.keySet());
    }

    List<Advance> advances(Batch batch) {
        Map<TopicPartition, Counts> counts = batch.counts();
        return batch.ends().entrySet().stream()
                .map(end -> new Advance(
                        end.getKey(),
                        claims.get(end.getKey()).at,
                        end.getValue(),
                        counts.getOrDefault(end.getKey(), Counts.NONE)))
                .toList();
    }

    void stored(Map<TopicPartition, Long> ends) {
        ends.forEach((partition, end) -> claims.computeIfPresent(
                partition, (p, claim) -> new Claim(claim.at.movedTo(end), Math.max(end, claim.read))));
    }

    /** Read up to there and found nothing more to store. */
    void read(TopicPartition partition, long end) {
        claims.computeIfPresent(partition, (p, claim) -> new Claim(claim.at, Math.max(end, claim.read)));
    }

    /** Where reading stands beyond what is stored. */
    Map<TopicPartition, Long> passed() {
        Map<TopicPartition, Long> result = new HashMap<>();
        claims.forEach((partition, claim) -> {
            if (claim.read > claim.at.next()) {
                result.put(partition, claim.read);
            }
        });
        return result;
    }

    boolean reached(Map<TopicPartition, Long> targets) {
        return targets.entrySet().stream().allMatch(target -> {
            Claim claim = claims.get(target.getKey());
            return claim != null && claim.read >= target.getValue();
        });
    }

    /** Of the partitions that have to be claimed again, where they stood before. */
    Map<TopicPartition, Long> lastKnown() {
        return Map.copyOf(lastKnown);
    }

    Map<TopicPartition, Long> positions() {
        Map<TopicPartition, Long> result = new HashMap<>(lastKnown);
        claims.forEach((partition, claim) -> result.put(partition, claim.at.next()));
        return result;
    }
}

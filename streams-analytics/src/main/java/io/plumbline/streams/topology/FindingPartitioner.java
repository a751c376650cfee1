package io.plumbline.streams.topology;

import io.plumbline.schemas.event.HealthFinding;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Findings go by their key; a beacon goes to every partition, because any system may have nodes where it comes from. */
final class FindingPartitioner implements StreamPartitioner<String, HealthFinding> {
    @Override
    public Optional<Set<Integer>> partitions(String topic, String key, HealthFinding finding, int partitions) {
        return finding.getReason() == null
                ? Optional.of(IntStream.range(0, partitions).boxed().collect(Collectors.toSet()))
                : Optional.empty();
    }
}

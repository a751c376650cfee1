package io.plumbline.streams.topology;

import io.plumbline.schemas.event.OperationSummary;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Summaries go by their key; a watermark alone goes to every partition, behind the summaries that it covers. */
final class SummaryPartitioner implements StreamPartitioner<String, OperationSummary> {
    @Override
    public Optional<Set<Integer>> partitions(String topic, String key, OperationSummary summary, int partitions) {
        return summary.getOperation().isEmpty()
                ? Optional.of(IntStream.range(0, partitions).boxed().collect(Collectors.toSet()))
                : Optional.empty();
    }
}

package io.plumbline.producers.scale;

import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.ConfigException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks how far the measurements in Kafka have come, because the topology sets aside what is far behind them. */
public final class LatestEvents {
    private LatestEvents() {}

    /**
     * @param limit later events than this would make what is to be published late
     * @throws ConfigException if there are, or no topic
     */
    public static void checkNoneAfter(Instant limit, Admin admin, TopicCatalogue topics) throws InterruptedException {
        String topic = topics.measurements().name();
        Instant latest = latest(admin, topic);
        if (latest.isAfter(limit)) {
            throw new ConfigException(topic + " has events up to " + latest + ", and the topology would set aside the"
                    + " simulated ones as late, unless there were none after " + limit
                    + ": wait until the suite's time fits"
                    + " between, take another topics.prefix, or leave steps out with --filter");
        }
    }

    private static Instant latest(Admin admin, String topic) throws InterruptedException {
        try {
            Map<TopicPartition, OffsetSpec> partitions =
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
                            .collect(Collectors.toMap(
                                    partition -> new TopicPartition(topic, partition.partition()),
                                    partition -> OffsetSpec.maxTimestamp()));
            return admin.listOffsets(partitions).all().get().values().stream()
                    .map(ListOffsetsResultInfo::timestamp)
                    .map(Instant::ofEpochMilli)
                    .max(Instant::compareTo)
                    .orElse(Instant.MIN);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new ConfigException("there is no topic " + topic + ": plumbline topics apply makes it");
            }
            throw new IllegalStateException("cannot ask Kafka for the latest events", e.getCause());
        }
    }
}

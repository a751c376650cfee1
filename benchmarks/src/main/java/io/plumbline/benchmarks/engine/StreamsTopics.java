package io.plumbline.benchmarks.engine;

import io.plumbline.schemas.topic.Topic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/** What an application of Kafka Streams leaves behind. */
final class StreamsTopics {
    private StreamsTopics() {}

    /** Deletes all records of these topics: the next application must not read what the last one wrote. */
    static void empty(Admin admin, List<Topic<?>> topics) throws ExecutionException, InterruptedException {
        Map<TopicPartition, RecordsToDelete> all = GroupProgress.ends(admin, topics).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> RecordsToDelete.beforeOffset(end.getValue())));
        admin.deleteRecords(all).all().get();
    }

    /** Deletes the application's own topics. */
    static void forget(Admin admin, String application) throws ExecutionException, InterruptedException {
        List<String> own = admin.listTopics().names().get().stream()
                .filter(name -> name.startsWith(application + "-"))
                .toList();
        admin.deleteTopics(own).all().get();
    }
}

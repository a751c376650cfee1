package io.plumbline.e2e.faults.run;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.RetriableException;

/** Whether a cluster could do without one of its brokers. */
final class Replicas {
    private Replicas() {}

    static void await(Admin admin, int brokers, Duration patience) throws InterruptedException, StuckException {
        Waiting.until(patience, "all brokers have all replicas", () -> complete(admin, brokers));
    }

    private static boolean complete(Admin admin, int brokers) throws InterruptedException {
        try {
            if (admin.describeCluster().nodes().get().size() < brokers) {
                return false;
            }
            Collection<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get();
            return admin.describeTopics(topics).allTopicNames().get().values().stream()
                    .allMatch(Replicas::inSync);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                return false;
            }
            throw new IllegalStateException("cannot ask the brokers", e);
        }
    }

    private static boolean inSync(TopicDescription topic) {
        return topic.partitions().stream()
                .allMatch(partition -> partition.leader() != null
                        && partition.isr().size() == partition.replicas().size());
    }
}

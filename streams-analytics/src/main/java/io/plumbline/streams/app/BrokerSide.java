package io.plumbline.streams.app;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.streams.GroupProtocol;

/** What a broker must be asked and told before the topology starts. */
final class BrokerSide implements AutoCloseable {
    private final Admin admin;

    /** @param kafka settings for Kafka's clients */
    BrokerSide(Map<String, String> kafka) {
        Properties properties = new Properties();
        properties.putAll(kafka);
        admin = Admin.create(properties);
    }

    /** @throws KafkaException if the broker cannot be asked, or there is no such topic */
    int partitions(String topic) {
        return await(
                        "cannot ask for the partitions of " + topic,
                        admin.describeTopics(List.of(topic)).allTopicNames())
                .get(topic)
                .partitions()
                .size();
    }

    /**
     * With the protocol {@code streams} the standby replicas are a setting of the group, which the broker keeps. It is left
     * as it is unless ours says something.
     *
     * @throws KafkaException if the broker refuses
     */
    void prepareGroup(StreamsConfigs configs) {
        if (configs.protocol() == GroupProtocol.STREAMS
                && configs.standbyReplicas().isPresent()) {
            String replicas = Integer.toString(configs.standbyReplicas().getAsInt());
            ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, configs.applicationId());
            AlterConfigOp standbys = new AlterConfigOp(
                    new ConfigEntry("streams.num.standby.replicas", replicas), AlterConfigOp.OpType.SET);
            await(
                    "cannot set the standby replicas of " + configs.applicationId(),
                    admin.incrementalAlterConfigs(Map.of(group, List.of(standbys)))
                            .all());
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    private static <T> T await(String otherwise, KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new KafkaException(otherwise, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted: " + otherwise, e);
        }
    }
}

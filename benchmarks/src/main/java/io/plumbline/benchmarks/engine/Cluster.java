package io.plumbline.benchmarks.engine;

import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.TopicCatalogue;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Where the filled topic is. */
public record Cluster(String bootstrapServers, String registryUrl) {
    TopicCatalogue topics() {
        return new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX, TopicCatalogue.DEFAULT_PARTITIONS);
    }

    /** The topic that every contender reads. */
    String input() {
        return topics().measurements().name();
    }

    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    RegistryClient registry() {
        return RegistryClient.create(Map.of("schema.registry.url", registryUrl));
    }
}

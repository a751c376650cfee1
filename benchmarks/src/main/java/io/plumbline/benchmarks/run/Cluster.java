package io.plumbline.benchmarks.run;

import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.TopicCatalogue;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Where broker and registry are. */
public record Cluster(String bootstrapServers, String registryUrl) {
    public TopicCatalogue topics() {
        return new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX, TopicCatalogue.DEFAULT_PARTITIONS);
    }

    /** The topic of raw events. */
    public String input() {
        return topics().measurements().name();
    }

    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    public RegistryClient registry() {
        return RegistryClient.create(Map.of("schema.registry.url", registryUrl));
    }
}

package io.plumbline.benchmarks.load;

import io.plumbline.benchmarks.run.Cluster;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.SchemaCatalogue;
import io.plumbline.schemas.topic.TopicAdmin;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** Plumbline's topics and schemas on a new cluster. */
public final class Topics {
    private Topics() {}

    /** Makes them; the input keeps its records for ever, whatever their event time. */
    public static void create(Cluster cluster) throws ExecutionException, InterruptedException {
        try (Admin admin = cluster.admin();
                RegistryClient registry = cluster.registry()) {
            TopicAdmin.apply(admin, cluster.topics(), (short) 1);
            SchemaCatalogue.apply(registry, cluster.topics());
            ConfigResource input = new ConfigResource(ConfigResource.Type.TOPIC, cluster.input());
            AlterConfigOp keep = new AlterConfigOp(new ConfigEntry("retention.ms", "-1"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(input, List.of(keep))).all().get();
        }
    }
}

package io.plumbline.schemas.topic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** Brings a cluster's topics to what the catalogue says. It never deletes a topic and never changes partition counts. */
public final class TopicAdmin {

    /** One way in which the cluster differs from the catalogue. */
    public sealed interface Difference {
        String topic();

        /** The topic is not there. */
        record Missing(String topic, int partitions) implements Difference {}

        /** A setting differs. */
        record Setting(String topic, String key, String actual, String wanted) implements Difference {}

        /** The partition count differs; changing it would move keys, so a person has to decide. */
        record Partitions(String topic, int actual, int wanted) implements Difference {}
    }

    private TopicAdmin() {}

    /** What {@link #apply} would change, and what it would leave to a person. */
    public static List<Difference> diff(Admin admin, TopicCatalogue catalogue)
            throws ExecutionException, InterruptedException {
        Set<String> existing = admin.listTopics().names().get();
        List<Difference> differences = new ArrayList<>();
        for (Topic<?> topic : catalogue.all()) {
            if (existing.contains(topic.name())) {
                differences.addAll(differences(admin, topic));
            } else {
                differences.add(new Difference.Missing(topic.name(), topic.partitions()));
            }
        }
        return differences;
    }

    /** Creates missing topics and corrects settings. Returns what differed before; partition counts still do. */
    public static List<Difference> apply(Admin admin, TopicCatalogue catalogue, short replication)
            throws ExecutionException, InterruptedException {
        List<Difference> differences = diff(admin, catalogue);
        Map<String, Topic<?>> byName = new TreeMap<>();
        catalogue.all().forEach(topic -> byName.put(topic.name(), topic));
        List<NewTopic> missing = new ArrayList<>();
        for (Difference difference : differences) {
            if (difference instanceof Difference.Missing absent) {
                missing.add(new NewTopic(absent.topic(), absent.partitions(), replication)
                        .configs(byName.get(absent.topic()).configuration()));
            } else if (difference instanceof Difference.Setting setting) {
                alter(admin, setting);
            }
        }
        create(admin, missing);
        return differences;
    }

    private static List<Difference> differences(Admin admin, Topic<?> topic)
            throws ExecutionException, InterruptedException {
        List<Difference> result = new ArrayList<>();
        int partitions = admin.describeTopics(List.of(topic.name()))
                .allTopicNames()
                .get()
                .get(topic.name())
                .partitions()
                .size();
        if (partitions != topic.partitions()) {
            result.add(new Difference.Partitions(topic.name(), partitions, topic.partitions()));
        }
        ConfigResource resource = resource(topic.name());
        Config actual = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        topic.configuration().forEach((key, wanted) -> {
            ConfigEntry entry = actual.get(key);
            if (entry == null || !wanted.equals(entry.value())) {
                result.add(new Difference.Setting(topic.name(), key, entry == null ? "" : entry.value(), wanted));
            }
        });
        return result;
    }

    private static void alter(Admin admin, Difference.Setting setting) throws ExecutionException, InterruptedException {
        Collection<AlterConfigOp> change =
                List.of(new AlterConfigOp(new ConfigEntry(setting.key(), setting.wanted()), AlterConfigOp.OpType.SET));
        admin.incrementalAlterConfigs(Map.of(resource(setting.topic()), change))
                .all()
                .get();
    }

    private static void create(Admin admin, List<NewTopic> missing) throws ExecutionException, InterruptedException {
        try {
            admin.createTopics(missing).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) { // somebody else was faster: just as well
                throw e;
            }
        }
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }
}

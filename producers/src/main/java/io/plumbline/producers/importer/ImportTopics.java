package io.plumbline.producers.importer;

import io.plumbline.schemas.topic.Topic;
import io.plumbline.schemas.topic.TopicAdmin;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.ConfigException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;

/** Sees that what is imported can stay: a broker deletes by the records' own times, and these are old. */
public final class ImportTopics {
    /** Imports are kept apart from what is measured now: docs/importers.md. */
    public static final String PREFIX = "plumbline.import.";

    private static final String RETENTION = "retention.ms";
    private static final short REPLICATION = 1;

    private ImportTopics() {}

    /** @throws ConfigException if topics are missing or do not keep everything, saying what to do */
    public static void check(Admin admin, TopicCatalogue topics, boolean create)
            throws ExecutionException, InterruptedException {
        List<Topic<?>> needed = List.of(topics.measurements(), topics.summaries(), topics.runs());
        if (create && createMissing(admin, topics)) {
            return; // as the catalogue wants them; not every broker knows of them yet
        }
        for (Topic<?> topic : needed) {
            String retention = retention(admin, topic);
            if (topic.configuration().containsKey(RETENTION) && !retention.equals("-1")) {
                throw new ConfigException(topic.name() + " keeps records for " + retention
                        + " ms of their own time, and a pipeline that has come further finds old ones late:"
                        + " import into topics of their own (--set topics.prefix=" + PREFIX
                        + " --create-topics)");
            }
        }
    }

    /** False, and nothing changed, if some are there: their settings may be somebody else's. */
    private static boolean createMissing(Admin admin, TopicCatalogue topics)
            throws ExecutionException, InterruptedException {
        long missing = TopicAdmin.diff(admin, topics).stream()
                .filter(TopicAdmin.Difference.Missing.class::isInstance)
                .count();
        boolean areAllMissing = missing == topics.all().size();
        if (areAllMissing) {
            TopicAdmin.apply(admin, topics, REPLICATION);
        }
        return areAllMissing;
    }

    private static String retention(Admin admin, Topic<?> topic) throws ExecutionException, InterruptedException {
        if (!admin.listTopics().names().get().contains(topic.name())) {
            throw new ConfigException("there is no topic " + topic.name() + ": add --create-topics, or"
                    + " plumbline topics apply with topics.prefix and topics.unlimited=true");
        }
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get(RETENTION)
                .value();
    }
}

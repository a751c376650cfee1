package io.plumbline.producers.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.plumbline.producers.Pipeline;
import io.plumbline.producers.SharedPipeline;
import io.plumbline.producers.agent.NodeIdentity;
import io.plumbline.producers.importer.ImportTopics;
import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.schemas.event.RunEvent;
import io.plumbline.schemas.event.RunPhase;
import io.plumbline.schemas.topic.Topic;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.ConfigException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EventPublisherTest {
    private static final Instant START = Instant.parse("2020-02-29T12:00:00.123456Z");
    private static final NodeIdentity NODE =
            new NodeIdentity("shop", "run-1", "node-1", "2.0", Origin.IMPORTED, "", "");

    @RegisterExtension
    static final SharedPipeline SHARED = new SharedPipeline();

    private final Pipeline pipeline = SHARED.get();

    @Test
    void whatIsFlushedIsStoredUnderItsOwnTimesAndNumbers() throws Exception {
        TopicCatalogue topics = pipeline.topics("stored");
        try (EventPublisher publisher = open(topics)) {
            addThousandAndOne(publisher);
            publisher.publish(topics.runs(), finished(), START);
            publisher.flush();
            assertThat(publisher.acknowledged()).isEqualTo(4);
        }

        List<ConsumerRecord<String, MeasurementBatch>> records = pipeline.read(topics.measurements());
        assertThat(records)
                .extracting(record -> record.value().getMeasurements().size())
                .containsExactly(500, 500, 1);
        assertThat(records)
                .extracting(record -> record.value().getFirstSequence())
                .containsExactly(0L, 500L, 1_000L);
        assertThat(records).allSatisfy(record -> {
            assertThat(record.key()).isEqualTo("node-1");
            assertThat(record.value().getOrigin()).isEqualTo(Origin.IMPORTED);
            assertThat(record.value().getBoot()).isEqualTo("boot-1");
        });
        assertThat(records.get(0).timestamp()) // the latest completion: the 500th, 499 s after the first and 2 ms long
                .isEqualTo(START.plusSeconds(499).plusMillis(2).toEpochMilli());
        assertThat(pipeline.read(topics.runs()).get(0).key()).isEqualTo("run-1");
    }

    @Test
    void theSameEventsAreTheSameRecords() throws Exception {
        RecordingSink first = new RecordingSink();
        RecordingSink second = new RecordingSink();
        addThousandAndOne(first);
        addThousandAndOne(second);
        first.flush();
        second.flush();
        assertThat(first.records()).hasSize(3).isEqualTo(second.records());

        TopicCatalogue topics = pipeline.topics("same");
        try (EventPublisher publisher = open(topics)) {
            addThousandAndOne(publisher);
            publisher.flush();
        }
        assertThat(pipeline.values(topics.measurements())) // and a test's sink shows what Kafka would get
                .isEqualTo(first.values(MeasurementBatch.class));
    }

    @Test
    void batchesAreCutBeforeABrokerWouldRefuseThem() throws Exception {
        TopicCatalogue topics = pipeline.topics("large");
        Map<String, String> labels = Map.of("text", "\u20ac".repeat(20_000)); // three bytes each
        try (EventPublisher publisher = open(topics)) {
            EventStream stream = publisher.stream(NODE, "boot-1");
            for (int i = 0; i < 30; i++) {
                stream.add("read", START, 1, EventStream.UNKNOWN, Outcome.OK, 0, labels);
            }
            publisher.flush();
        }
        assertThat(pipeline.values(topics.measurements()))
                .extracting(MeasurementBatch::getFirstSequence)
                .containsExactly(0L, 10L, 20L);
    }

    @Test
    void whatCannotBeStoredIsSaidAtTheFlush() {
        TopicCatalogue missing = new TopicCatalogue("missing.", 1);
        Map<String, String> impatient =
                Map.of("bootstrap.servers", pipeline.broker().bootstrapServers(), "max.block.ms", "300");
        try (EventPublisher publisher = EventPublisher.open(missing, impatient, pipeline.registry())) {
            publisher.stream(NODE, "boot-1").add("read", START, 1, 1, Outcome.OK, 0);
            assertThatThrownBy(publisher::flush)
                    .isInstanceOf(PublishException.class)
                    .hasMessageContaining("missing.measurements")
                    .hasCauseInstanceOf(TimeoutException.class);
            assertThatThrownBy(() -> publisher.publish(missing.runs(), finished(), START))
                    .as("after a failure nothing more is taken")
                    .isInstanceOf(PublishException.class)
                    .hasMessageContaining("missing.measurements");
        }
    }

    @Test
    void importsGoToTopicsThatKeepEverything() throws Exception {
        TopicCatalogue live = pipeline.topics("live");
        TopicCatalogue imports = new TopicCatalogue("imports.", 1, true);
        try (Admin admin = Admin.create(Map.<String, Object>copyOf(pipeline.kafkaSettings()))) {
            await().until(() -> admin.listTopics()
                    .names()
                    .get()
                    .containsAll(live.all().stream().map(Topic::name).toList()));
            assertThatThrownBy(() -> ImportTopics.check(admin, live, true))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("live.measurements keeps records for 604800000 ms");
            assertThatThrownBy(() -> ImportTopics.check(admin, imports, false))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("there is no topic imports.measurements: add --create-topics");
            ImportTopics.check(admin, imports, true);
            await().ignoreExceptions()
                    .untilAsserted(() -> ImportTopics.check(admin, imports, false)); // all brokers know of them
        }
    }

    @Test
    void nonsenseIsRefusedAndTakesNoNumber() {
        RecordingSink sink = new RecordingSink();
        EventStream stream = sink.stream(NODE, "boot-1");
        assertRefused(() -> stream.add("", START, 1, 1, Outcome.OK, 0));
        assertRefused(() -> stream.add("read", START, -1, EventStream.UNKNOWN, Outcome.OK, 0));
        assertRefused(() -> stream.add("read", START, 1, 2, Outcome.OK, 0));
        assertRefused(() -> stream.add("read", START, 1, 1, Outcome.OK, -1));
        stream.add("read", START, 1, EventStream.UNKNOWN, Outcome.OK, 0);
        sink.flush();
        assertThat(sink.measurements())
                .extracting(Measurement::getServiceNanos)
                .containsOnlyNulls()
                .hasSize(1);
    }

    private static void assertRefused(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class);
    }

    /** One each second, 2 ms long. */
    private static void addThousandAndOne(EventSink sink) {
        EventStream stream = sink.stream(NODE, "boot-1");
        for (int i = 0; i <= 1_000; i++) {
            stream.add("read", START.plusSeconds(i), 2_000_000, 1_000_000, Outcome.OK, i);
        }
    }

    private static RunEvent finished() {
        return RunEvent.newBuilder()
                .setSystem("shop")
                .setRun("run-1")
                .setPhase(RunPhase.FINISHED)
                .setAt(START)
                .build();
    }

    private EventPublisher open(TopicCatalogue topics) {
        return EventPublisher.open(topics, pipeline.kafkaSettings(), pipeline.registry());
    }
}

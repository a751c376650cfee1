package io.plumbline.producers.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.plumbline.local.LocalRegistry;
import io.plumbline.producers.Pipeline;
import io.plumbline.producers.spool.SpoolConfig;
import io.plumbline.producers.spool.SpoolConfig.Use;
import io.plumbline.producers.spool.SpoolConfig.WhenFull;
import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.NodeState;
import io.plumbline.schemas.event.NodeStatus;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.schemas.event.TransportSample;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class AgentTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    static Path directory;

    private static Pipeline pipeline;

    private TopicCatalogue topics;

    @BeforeAll
    static void startPipeline() {
        pipeline = new Pipeline(directory);
    }

    @AfterAll
    static void stopPipeline() {
        pipeline.close();
    }

    @BeforeEach
    void createTopics(TestInfo test) throws Exception {
        topics = pipeline.topics(test.getTestMethod().orElseThrow().getName());
    }

    @Test
    void whatManyThreadsRecordArrivesExactlyOnceInContiguousSequences() throws Exception {
        int threads = 8;
        int each = 10_000;
        Agent agent = start(config(1 << 17, LONG));
        Operation operation = agent.operation("test.op");
        List<Thread> recorders = IntStream.range(0, threads)
                .mapToObj(t -> new Thread(() -> {
                    for (int i = 0; i < each; i++) {
                        agent.record(operation, System.nanoTime(), (long) t * each + i, Outcome.OK, 0);
                    }
                }))
                .toList();
        recorders.forEach(Thread::start);
        for (Thread recorder : recorders) {
            recorder.join();
        }
        agent.close();

        Received received = received();
        assertThat(received.measurements("test.op").stream()
                        .mapToLong(Measurement::getDurationNanos)
                        .sorted()
                        .toArray())
                .isEqualTo(LongStream.range(0, (long) threads * each).toArray());
        assertThat(received.assertContiguous()).isEqualTo(agent.statistics().recorded());
        assertThat(received.batches()).allMatch(batch -> batch.getMeasurements().size() <= 500);
        assertThat(agent.statistics().pending()).isZero();
        assertThat(agent.statistics().produceNanos().count()).isPositive();
    }

    @Test
    void closingDeliversOtherRecordsTooHoweverManyWait() throws Exception {
        int waiting = 1_000; // more than may be under way at once
        try (Agent agent = start(config(1_024, LONG))) {
            for (int i = 0; i < waiting; i++) {
                assertThat(agent.publish(topics.transport(), sample(i), Instant.now()))
                        .isTrue();
            }
        }

        assertThat(pipeline.values(topics.transport())).hasSize(waiting);
    }

    @Test
    void aMeasurementArrivesAsItWasRecorded() throws Exception {
        long start = System.nanoTime();
        Instant now = Instant.now();
        try (Agent agent = start(config(1_024, LONG))) {
            agent.record(agent.operation("full"), start, 3_000_000, 2_000_000, Outcome.TIMEOUT, 42);
        }

        ConsumerRecord<String, MeasurementBatch> record =
                pipeline.read(topics.measurements()).get(0);
        MeasurementBatch batch = record.value();
        Measurement measurement = batch.getMeasurements().get(0);
        assertThat(record.key()).isEqualTo("node-1");
        assertThat(List.of(batch.getSystem(), batch.getNode(), batch.getRelease(), batch.getOrigin()))
                .containsExactly("test", "node-1", "1.2", Origin.SIMULATED);
        assertThat(measurement.getOperation()).isEqualTo("full");
        assertThat(measurement.getIntendedStart()).isBetween(now.minusMillis(100), now.plusMillis(100));
        assertThat(measurement.getDurationNanos()).isEqualTo(3_000_000);
        assertThat(measurement.getServiceNanos()).isEqualTo(2_000_000);
        assertThat(measurement.getOutcome()).isEqualTo(Outcome.TIMEOUT);
        assertThat(measurement.getBytes()).isEqualTo(42);
        assertThat(record.timestamp()) // the event time: completion
                .isEqualTo(measurement.getIntendedStart().plusNanos(3_000_000).toEpochMilli());
    }

    @Test
    void anOutageThatOverflowsTheBufferIsDeclaredToTheLastMeasurement() throws Exception {
        Agent agent = start(config(1_024, LONG));
        Operation operation = agent.operation("test.op");
        agent.record(operation, System.nanoTime(), 0, Outcome.OK, 0);
        await().until(() -> agent.statistics().sent() > 0);

        pipeline.broker().stop();
        int many = 200_000; // far more than the buffer and what may be in flight
        for (int i = 1; i <= many; i++) {
            agent.record(operation, System.nanoTime(), i, Outcome.OK, 0);
        }
        assertThat(agent.statistics().dropped()).isPositive();
        pipeline.broker().restart();
        await().atMost(LONG)
                .until(() -> agent.isHealthy(Duration.ofSeconds(1))
                        && agent.statistics().pending() < 10);
        agent.close();

        Received received = received();
        AgentStatistics end = agent.statistics();
        assertThat(received.assertContiguous()).isEqualTo(end.recorded());
        assertThat(received.dropped()).isPositive().isEqualTo(end.dropped());
        assertThat(received.count()).isEqualTo(end.sent()).isEqualTo(end.recorded() - end.dropped());
        assertThat(received.measurements("test.op").stream().map(Measurement::getDurationNanos))
                .doesNotHaveDuplicates();
    }

    @Test
    void anOutageThatOverflowsTheBufferLosesNothingWhereThereIsASpool(@TempDir Path spool) throws Exception {
        int many = 20_000; // far more than the buffer and what may be in flight
        pipeline.broker().stop();
        try (Agent agent = start(spooling(spool))) {
            Operation operation = agent.operation("test.op");
            for (int i = 0; i < many; i++) {
                agent.record(operation, System.nanoTime(), i, Outcome.OK, 0);
                if (i % 500 == 0) {
                    await().pollInterval(Duration.ofMillis(5))
                            .until(() -> agent.statistics().pending()
                                            - agent.statistics().spooled()
                                    < 512);
                }
            }
            await().until(() -> agent.statistics().spooled() >= many);
            pipeline.broker().restart();
            await().atMost(LONG).until(() -> agent.statistics().sent() >= many);
            await().until(() -> agent.statistics().spool().bytes() == 0);
        }

        Received received = received();
        assertThat(received.assertContiguous()).isGreaterThanOrEqualTo(many);
        assertThat(received.dropped()).isZero();
        assertThat(received.measurements("test.op")).hasSize(many);
        assertThat(received.batches())
                .extracting(MeasurementBatch::getFirstSequence)
                .isSorted();
    }

    @Test
    void whatAnAgentLeftOnDiskIsSentByTheNextOneFirstAndUnderItsOwnBoot(@TempDir Path spool) throws Exception {
        pipeline.broker().stop();
        Agent first = start(spooling(spool));
        first.record(first.operation("test.op"), System.nanoTime(), 1, Outcome.OK, 0);
        await().until(() -> first.statistics().spooled() == 1);
        first.record(first.operation("test.op"), System.nanoTime(), 2, Outcome.OK, 0);
        first.close();
        assertThat(first.statistics().spooled()).isEqualTo(first.statistics().recorded());
        pipeline.broker().restart();
        try (Agent second = start(spooling(spool))) {
            second.record(second.operation("test.op"), System.nanoTime(), 3, Outcome.OK, 0);
            await().atMost(LONG).until(() -> second.statistics().sent() >= 1);
            assertThat(second.boot()).isNotEqualTo(first.boot());
        }

        Received received = received();
        assertThat(received.measurements("test.op"))
                .extracting(Measurement::getDurationNanos)
                .containsExactly(1L, 2L, 3L);
        assertThat(received.of(first.boot()).assertContiguous())
                .isEqualTo(first.statistics().recorded());
    }

    @Test
    void aBrokerThatComesLaterIsWaitedFor() throws Exception {
        pipeline.broker().stop();
        Agent agent = start(config(1_024, LONG));
        agent.record(agent.operation("early"), System.nanoTime(), 7, Outcome.OK, 0);
        assertThat(agent.isAlive()).isTrue();
        pipeline.broker().restart();

        await().atMost(LONG).until(() -> agent.statistics().sent() > 0);
        agent.close();
        assertThat(received().measurements("early")).hasSize(1);
    }

    @Test
    @SuppressWarnings("try") // closed early on purpose
    void aRegistryThatIsAwayAtTheStartIsWaitedFor() throws Exception {
        try (LocalRegistry late = LocalRegistry.start();
                RegistryClient impatient =
                        RegistryClient.create(Map.of("schema.registry.url", late.url(), "max.retries", "0"))) {
            late.close();
            Agent agent = Agent.start(config(1_024, LONG), topics, pipeline.kafkaSettings(), impatient);
            agent.record(agent.operation("early"), System.nanoTime(), 7, Outcome.OK, 0);
            await().pollDelay(Duration.ofMillis(500)).until(() -> !agent.isHealthy(Duration.ofMillis(200)));
            assertThat(agent.statistics().sent()).isZero();
            late.restart();

            await().until(() -> agent.statistics().sent() > 0);
            agent.close();
            assertThat(agent.statistics().pending()).isZero();
        }
    }

    @Test
    void aBatchThatKafkaRefusesForEverIsDeclaredAsDropped() throws Exception {
        Map<String, String> kafka = new HashMap<>(pipeline.kafkaSettings());
        kafka.put("max.request.size", "2000"); // full batches are larger, single measurements are not
        Agent agent = Agent.start(config(1_024, LONG), topics, kafka, pipeline.registry());
        Operation operation = agent.operation("test.op");
        for (int i = 0; i < 1_000; i++) {
            agent.record(operation, System.nanoTime(), i, Outcome.OK, 0);
        }
        // Or the next one would share a full batch's fate; the latency of an acknowledgement may be waiting.
        await().until(() -> agent.statistics().pending() < 2);
        assertThat(agent.statistics().dropped()).isPositive();
        agent.record(operation, System.nanoTime(), 5_000, Outcome.OK, 0);
        agent.close();

        Received received = received();
        assertThat(received.assertContiguous()).isEqualTo(agent.statistics().recorded());
        assertThat(received.dropped()).isPositive().isEqualTo(agent.statistics().dropped());
        assertThat(received.measurements("test.op"))
                .extracting(Measurement::getDurationNanos)
                .contains(5_000L);
    }

    @Test
    void saysThatItIsUpAndLeavesInGoodOrder() throws Exception {
        Agent agent = start(config(1_024, Duration.ofMillis(200)));
        pipeline.awaitValues(topics.nodes(), statuses -> statuses.size() >= 3);
        agent.record(agent.operation("last"), System.nanoTime(), 1, Outcome.OK, 0);
        agent.close();
        agent.close(); // a second time changes nothing
        agent.record(agent.operation("too late"), System.nanoTime(), 1, Outcome.OK, 0);

        List<NodeStatus> statuses = pipeline.values(topics.nodes());
        NodeStatus last = statuses.get(statuses.size() - 1);
        assertThat(statuses.get(0).getState()).isEqualTo(NodeState.UP);
        assertThat(last.getState()).isEqualTo(NodeState.STOPPED);
        assertThat(last.getBoot()).isEqualTo(agent.boot());
        assertThat(last.getRecorded())
                .isEqualTo(last.getSent())
                .isEqualTo(agent.statistics().recorded());
        assertThat(agent.isAlive()).isFalse();
    }

    @Test
    void closingWithoutKafkaEndsInTheTimeAllowed() throws Exception {
        pipeline.broker().stop();
        try {
            Agent agent = start(new AgentConfig(
                    identity(), Duration.ofMillis(10), 500, 1_024, LONG, Duration.ofMillis(300), Optional.empty()));
            agent.record(agent.operation("lost"), System.nanoTime(), 1, Outcome.OK, 0);
            long begin = System.nanoTime();
            agent.close();

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
            assertThat(agent.statistics().pending()).isEqualTo(1);
        } finally {
            pipeline.broker().restart();
        }
    }

    @Test
    void anOperationOfAnotherAgentIsRefused() {
        try (Agent agent = start(config(1_024, LONG));
                Agent other = start(config(1_024, LONG))) {
            Operation foreign = other.operation("foreign");

            assertThatThrownBy(() -> agent.record(foreign, System.nanoTime(), 1, Outcome.OK, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("an operation of another agent: foreign");
        }
    }

    @Test
    void timingATaskRecordsHowItEnded() throws Exception {
        try (Agent agent = start(config(1_024, LONG))) {
            Operation operation = agent.operation("timed");
            assertThat(agent.time(operation, () -> "done")).isEqualTo("done");
            assertThatThrownBy(() -> agent.time(operation, () -> {
                        throw new IllegalStateException("broken");
                    }))
                    .hasMessage("broken");
            assertThatThrownBy(() -> agent.time(operation, () -> {
                        throw new TimeoutException("slow");
                    }))
                    .hasMessage("slow");
        }

        assertThat(received().measurements("timed"))
                .extracting(Measurement::getOutcome)
                .containsExactly(Outcome.OK, Outcome.ERROR, Outcome.TIMEOUT);
    }

    @Test
    void anIdleAgentDoesNotFeedOnItsOwnLatencies() throws Exception {
        Duration watched = Duration.ofSeconds(2);
        try (Agent agent = start(config(1_024, LONG))) {
            await().pollDelay(watched).until(() -> true);
            assertThat(agent.statistics().recorded()).isLessThanOrEqualTo(1); // of its first heartbeat
        }
    }

    private static TransportSample sample(long sequence) {
        return TransportSample.newBuilder()
                .setSystem("test")
                .setNode("node-1")
                .setBoot("boot")
                .setSequence(sequence)
                .setPeer("peer")
                .setSampledAt(Instant.now())
                .setIntervalNanos(1)
                .build();
    }

    private Agent start(AgentConfig config) {
        return Agent.start(config, topics, pipeline.kafkaSettings(), pipeline.registry());
    }

    private Received received() {
        return new Received(pipeline.values(topics.measurements()));
    }

    private static AgentConfig config(int capacity, Duration heartbeat) {
        return new AgentConfig(
                identity(), Duration.ofMillis(100), 500, capacity, heartbeat, Duration.ofSeconds(20), Optional.empty());
    }

    private static AgentConfig spooling(Path directory) {
        SpoolConfig spool =
                new SpoolConfig(directory, 64 << 20, true, Use.OUTAGE, Duration.ofMillis(200), WhenFull.DROP_NEWEST);
        return new AgentConfig(
                identity(), Duration.ofMillis(20), 500, 1_024, LONG, Duration.ofMillis(500), Optional.of(spool));
    }

    private static NodeIdentity identity() {
        return new NodeIdentity("test", "", "node-1", "1.2", Origin.SIMULATED, "", "");
    }
}

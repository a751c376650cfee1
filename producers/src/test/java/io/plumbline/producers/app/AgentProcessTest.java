package io.plumbline.producers.app;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.producers.Pipeline;
import io.plumbline.producers.pipeline.PipelineLatencies;
import io.plumbline.schemas.event.NodeState;
import io.plumbline.schemas.event.NodeStatus;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.schemas.event.ResourceSample;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentProcessTest {
    @TempDir
    Path directory;

    @Test
    void startsEverySourceFromSettingsAndLeavesInGoodOrder() throws Exception {
        try (Pipeline pipeline = new Pipeline(directory)) {
            TopicCatalogue topics = pipeline.topics("app");
            SimpleMeterRegistry meters = new SimpleMeterRegistry();
            Settings settings = Settings.of(Map.ofEntries(
                    entry("topics.prefix", "app."),
                    entry("kafka.bootstrap.servers", pipeline.broker().bootstrapServers()),
                    entry(
                            "registry.schema.registry.url",
                            pipeline.registrySettings().get("schema.registry.url")),
                    entry("agent.node", "node-1"),
                    entry("agent.release", "2.0"),
                    entry("host.interval", "100ms"),
                    entry("probe.broker.target", "tcp://" + pipeline.broker().bootstrapServers()),
                    entry("probe.broker.interval", "50ms"),
                    entry(
                            "process.jvm.pid",
                            Long.toString(ProcessHandle.current().pid())),
                    entry("process.none.command", "no such [c]ommand")));
            AgentProcessConfig config = AgentProcessConfig.from(settings);
            settings.rejectUnknown();

            try (AgentProcess process = AgentProcess.start(config, meters)) {
                PipelineLatencies.on(process.agent())
                        .sinkCommit()
                        .record(System.nanoTime(), System.nanoTime(), Outcome.OK);
                await().until(() -> process.agent().statistics().sent() > 10);
                List<ResourceSample> samples = pipeline.awaitValues(
                        topics.resources(), all -> all.stream().anyMatch(AgentProcessTest::isOfTheProcess));
                assertThat(samples).extracting(ResourceSample::getNode).contains("node-1");
                assertThat(samples)
                        .filteredOn(AgentProcessTest::isOfTheProcess)
                        .allMatch(sample -> sample.getCpuSystem() == null && sample.getMemoryProcessBytes() > 1 << 20);
                assertThat(process.live() && process.ready() && process.samplesHost())
                        .isTrue();
                assertThat(meters.get("plumbline.producers.sent")
                                .functionCounter()
                                .count())
                        .isGreaterThan(10);
                assertThat(meters.get("plumbline.producers.probes")
                                .tag("outcome", "OK")
                                .counter()
                                .count())
                        .isPositive();
            }

            Set<String> operations = pipeline.values(topics.measurements()).stream()
                    .flatMap(batch -> batch.getMeasurements().stream())
                    .map(measurement -> measurement.getOperation())
                    .collect(Collectors.toSet());
            assertThat(operations)
                    .containsExactlyInAnyOrder("broker", "kafka.produce", "process.jvm", "process.none", "sink.commit");
            List<NodeStatus> statuses = pipeline.values(topics.nodes());
            assertThat(statuses.get(statuses.size() - 1).getState()).isEqualTo(NodeState.STOPPED);
        }
    }

    private static boolean isOfTheProcess(ResourceSample sample) {
        return sample.getNode().equals("node-1.jvm");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> AgentProcess.start(
                        Settings.of(Map.of("registry.schema.registry.url", "http://127.0.0.1:1")),
                        new SimpleMeterRegistry()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("kafka.bootstrap.servers");
    }

    @Test
    void theAcknowledgementOfEveryReplicaIsNotNegotiable() {
        assertThatThrownBy(() -> AgentProcess.start(
                        Settings.of(Map.of(
                                "registry.schema.registry.url", "http://127.0.0.1:1",
                                "kafka.bootstrap.servers", "127.0.0.1:1",
                                "kafka.acks", "1")),
                        new SimpleMeterRegistry()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("kafka.acks must be all");
    }
}

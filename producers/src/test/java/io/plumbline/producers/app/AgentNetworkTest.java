package io.plumbline.producers.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.local.Ports;
import io.plumbline.producers.Pipeline;
import io.plumbline.schemas.event.TransportSample;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two agents that measure the network between them, and a real broker. */
class AgentNetworkTest {
    private static final Map<String, String> MEASURING = Map.of(
            "network.interval", "200ms",
            "network.pings", "3",
            "network.transfer.bytes", "10000",
            "network.datagrams", "20");

    @TempDir
    private Path directory;

    @Test
    void whatOneMeasuresOfTheOtherIsPublishedWithoutGaps() throws Exception {
        try (Pipeline pipeline = new Pipeline(directory)) {
            TopicCatalogue topics = pipeline.topics("net");
            String port = Integer.toString(Ports.reserve());
            Map<String, String> peers = new HashMap<>(MEASURING);
            peers.put("network.peers", "127.0.0.1:" + port);
            List<TransportSample> samples;
            try (AgentProcess answering = start(pipeline, "n2", Map.of("network.serve", "true", "network.port", port));
                    AgentProcess measuring = start(pipeline, "n1", peers)) {
                samples = pipeline.awaitValues(topics.transport(), all -> all.size() >= 18); // three rounds
                assertThat(answering.live() && measuring.live()).isTrue();
            }

            assertThat(samples)
                    .allMatch(sample ->
                            sample.getNode().equals("n1") && sample.getPeer().equals("127.0.0.1:" + port));
            assertThat(samples.stream().map(TransportSample::getSequence))
                    .containsExactlyElementsOf(
                            LongStream.range(0, samples.size()).boxed().toList());
            assertThat(samples.subList(0, 6))
                    .satisfiesExactly(
                            up -> assertThat(up.getSentBytes()).isEqualTo(10_000),
                            down -> assertThat(down.getReceivedBytes()).isEqualTo(10_000),
                            first -> assertThat(first.getRoundTripNanos()).isPositive(),
                            second -> assertThat(second.getRoundTripNanos()).isPositive(),
                            third -> assertThat(third.getRoundTripNanos()).isPositive(),
                            last -> {
                                assertThat(last.getConnectionsMade()).isPositive();
                                assertThat(last.getPacketsSent()).isEqualTo(20);
                            });
        }
    }

    @Test
    void aPortThatIsTakenIsSaidByItsSetting() throws Exception {
        try (Pipeline pipeline = new Pipeline(directory);
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            pipeline.topics("net");
            String port = Integer.toString(taken.getLocalPort());
            assertThatThrownBy(() -> start(pipeline, "n1", Map.of("network.serve", "true", "network.port", port)))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("network.port " + port);
            assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().equals("plumbline-agent-n1"));
        }
    }

    private static AgentProcess start(Pipeline pipeline, String node, Map<String, String> network) {
        Map<String, String> settings = new HashMap<>(network);
        settings.put("topics.prefix", "net.");
        settings.put("kafka.bootstrap.servers", pipeline.broker().bootstrapServers());
        settings.put("registry.schema.registry.url", pipeline.registrySettings().get("schema.registry.url"));
        settings.put("agent.node", node);
        settings.put("host.enabled", "false");
        return AgentProcess.start(Settings.of(settings), new SimpleMeterRegistry());
    }
}

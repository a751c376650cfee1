package io.plumbline.producers.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.plumbline.producers.Pipeline;
import io.plumbline.producers.agent.Agent;
import io.plumbline.producers.agent.AgentConfig;
import io.plumbline.producers.agent.NodeIdentity;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.ResourceSample;
import io.plumbline.schemas.topic.TopicCatalogue;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On this very machine, whatever it is. */
class HostSamplerTest {
    @TempDir
    Path directory;

    @Test
    void publishesPlausibleFiguresAtItsInterval() throws Exception {
        try (Pipeline pipeline = new Pipeline(directory)) {
            TopicCatalogue topics = pipeline.topics("host");
            AgentConfig config = AgentConfig.of(new NodeIdentity("test", "", "node-1", "", Origin.REAL, "", ""));
            try (Agent agent = Agent.start(config, topics, pipeline.kafkaSettings(), pipeline.registry());
                    HostSampler sampler = HostSampler.start(
                            new HostConfig(true, Duration.ofMillis(100)), agent, topics.resources())) {
                pipeline.awaitValues(topics.resources(), samples -> samples.size() >= 20);
                assertThat(sampler.isAlive()).isTrue();
            }

            List<ResourceSample> samples = pipeline.values(topics.resources());
            assertThat(samples.stream().map(ResourceSample::getSequence))
                    .containsExactlyElementsOf(
                            LongStream.range(0, samples.size()).boxed().toList());
            assertThat(samples).allSatisfy(HostSamplerTest::assertPlausible);
        }
    }

    @Test
    void readingTheHostIsCheapEnoughForTenTimesASecond() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Host host = Host.ofThisMachine();
        for (int i = 0; i < 20; i++) {
            host.read();
        }

        long before = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < 20; i++) {
            host.read();
        }
        long each = (threads.getCurrentThreadCpuTime() - before) / 20;

        assertThat(Duration.ofNanos(each)).isLessThan(Duration.ofMillis(3)); // 3 % of one processor at 100 ms
    }

    private static void assertPlausible(ResourceSample sample) {
        int processors = Runtime.getRuntime().availableProcessors();
        assertThat(sample.getSampledAt()).isBetween(Instant.now().minusSeconds(120), Instant.now());
        assertThat(sample.getIntervalNanos()).isBetween(1_000_000L, 10_000_000_000L);
        if (sample.getCpuSystem() != null) {
            assertThat(sample.getCpuSystem()).isBetween(0., 1.);
        }
        assertThat(sample.getCpuProcess()).isBetween(0., processors * 1.2);
        assertThat(sample.getCpuLimit()).isPositive();
        assertThat(sample.getMemorySystemBytes()).isPositive().isLessThan(1L << 46);
        assertThat(sample.getMemoryProcessBytes()).isBetween(20L << 20, sample.getMemoryLimitBytes());
        assertThat(sample.getThreads()).isBetween(5, 100_000);
    }
}

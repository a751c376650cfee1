package io.plumbline.streams.topology.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.junit.jupiter.api.Test;

class FirstCommitTest {
    /** As when the first record of a task is poison: a commit follows, and there is no record at work. */
    @Test
    void whatATimerChangedBeforeTheFirstRecordIsWritten() {
        Topology topology = new Topology()
                .addSource("source", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "input")
                .addProcessor("timer", Timer::new, "source")
                .addStateStore(new ObjectStoreBuilder<>("numbers", Codecs.NUMBER, Codecs.NUMBER), "timer");
        try (TopologyTestDriver driver = new TopologyTestDriver(topology, properties())) {
            driver.advanceWallClockTime(Duration.ofSeconds(1));

            assertThat(driver.producedTopicNames()).containsExactly("first-commit-numbers-changelog");
        }
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "first-commit");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        return properties;
    }

    /** Puts a number in once a second. */
    private static final class Timer implements Processor<byte[], byte[], Void, Void> {
        @Override
        public void init(ProcessorContext<Void, Void> context) {
            ObjectStore<Long, Long> numbers = context.getStateStore("numbers");
            context.schedule(Duration.ofSeconds(1), PunctuationType.WALL_CLOCK_TIME, now -> {
                numbers.put(1L, 2L);
                ((InternalProcessorContext<?, ?>) context).setRecordContext(null); // the driver always has one
            });
        }

        @Override
        public void process(Record<byte[], byte[]> input) {}
    }
}

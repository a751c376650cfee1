package io.plumbline.benchmarks.engine;

import io.plumbline.benchmarks.run.Cluster;
import io.plumbline.benchmarks.run.PollClock;
import io.plumbline.benchmarks.run.Stopwatch;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Apache Flink in a mini cluster, set up for speed: parallelism 1, state on the heap, objects used again, and no
 * checkpoints, so that after a failure it would have to begin anew. It computes the P99 of each operation and second, and
 * nothing for a node.
 *
 * <p>The round ends with the last window at the sink. Flink's source polls in a thread of its own; with {@code keyBy} the
 * windows have another, and each event is written to and read from a buffer between. {@code chained} tells Flink that
 * the stream is partitioned already, which holds with parallelism 1: then source and windows share a thread.
 */
record FlinkContender(boolean chained, DecoderFactory decoder) implements Contender {
    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final Duration DISORDER = Duration.ofSeconds(1);

    @Override
    public Round run(Task task) throws Exception {
        Stopwatch stopwatch = PollClock.arm(task.cluster().input());
        FlinkTally.reset();
        StreamExecutionEnvironment flink = StreamExecutionEnvironment.createLocalEnvironment(1, configuration());
        DataStream<FlinkEvent> events = flink.fromSource(source(task.cluster()), watermarks(), "measurements");
        keyed(events)
                .window(TumblingEventTimeWindows.of(WINDOW))
                .aggregate(new FlinkPercentile())
                .sinkTo(new FlinkTally());
        flink.execute(); // the mini cluster ends with its job
        return Round.of(stopwatch.since(FlinkTally.last()), task.events(), FlinkTally.counted());
    }

    private static Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        return configuration;
    }

    private KafkaSource<FlinkEvent> source(Cluster cluster) {
        return KafkaSource.<FlinkEvent>builder()
                .setBootstrapServers(cluster.bootstrapServers())
                .setTopics(cluster.input())
                .setGroupId("flink")
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setDeserializer(new FlinkRecords(cluster.registryUrl(), decoder))
                .setProperties(fetching())
                .setProperty(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, PollClock.class.getName())
                .build();
    }

    private static Properties fetching() {
        Properties properties = new Properties();
        properties.putAll(Consumers.FETCHING);
        return properties;
    }

    private static WatermarkStrategy<FlinkEvent> watermarks() {
        return WatermarkStrategy.<FlinkEvent>forBoundedOutOfOrderness(DISORDER)
                .withTimestampAssigner((event, recordMillis) -> event.eventMicros / 1_000);
    }

    private KeyedStream<FlinkEvent, String> keyed(DataStream<FlinkEvent> events) {
        return chained
                ? DataStreamUtils.reinterpretAsKeyedStream(events, event -> event.operation)
                : events.keyBy(event -> event.operation);
    }
}

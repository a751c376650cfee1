package io.plumbline.benchmarks.engine;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** The contenders, in the order of the table. */
public enum Engine {
    RAW_POLL("a consumer that polls and looks at nothing"),
    RAW_DECODE("poll + decode"),
    RAW_DECODE_AVRO("poll + decode to Avro's objects"),
    RAW_RECORD("the limit: poll + decode + record into a histogram"),
    PLUMBLINE("the whole topology, exactly once, one stream thread, until the end of the input is committed"),
    PLUMBLINE_2("the same with two stream threads: as many as Flink keeps busy with a parallelism of one"),
    PLUMBLINE_WINDOWS(
            "the first without watches, trends, scaling and score: windows, as the others make them, and health"),
    FLINK("Apache Flink, heap state, object reuse, no checkpoints, the limit's decoder"),
    FLINK_CHAINED("the same without the exchange between source and windows"),
    FLINK_AVRO("the first with Avro's objects, as Flink's own format makes them"),
    DSL_HDR("Kafka Streams by the book, exactly once, HdrHistogram in a state store"),
    DSL_DDSKETCH("the same with a DDSketch");

    /** What the others are compared with. */
    static final Set<Engine> LIMIT = Set.of(RAW_RECORD);

    static final Set<Engine> ANY_FLINK = Set.of(FLINK, FLINK_CHAINED, FLINK_AVRO);

    private final String description;

    Engine(String description) {
        this.description = description;
    }

    public String description() {
        return description;
    }

    Contender contender() {
        return switch (this) {
            case RAW_POLL -> RawContender.poll();
            case RAW_DECODE -> RawContender.decode(FastDecoder::new);
            case RAW_DECODE_AVRO -> RawContender.decode(AvroDecoder::new);
            case RAW_RECORD -> RawContender.record(FastDecoder::new);
            case PLUMBLINE -> new PlumblineContender(1, true);
            case PLUMBLINE_2 -> new PlumblineContender(2, true);
            case PLUMBLINE_WINDOWS -> new PlumblineContender(1, false);
            case FLINK -> new FlinkContender(false, FastDecoder::new);
            case FLINK_CHAINED -> new FlinkContender(true, FastDecoder::new);
            case FLINK_AVRO -> new FlinkContender(false, AvroDecoder::new);
            case DSL_HDR -> new DslContender<>(DslSketch.hdr());
            case DSL_DDSKETCH -> new DslContender<>(DslSketch.ddSketch());
        };
    }

    /** As users write it, e.g. {@code raw-poll}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException naming the known ones */
    public static Engine of(String label) {
        return Arrays.stream(values())
                .filter(engine -> engine.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no engine '%s'; there are %s"
                        .formatted(
                                label,
                                Arrays.stream(values()).map(Engine::label).toList())));
    }
}

package io.plumbline.benchmarks.engine;

import java.util.Arrays;
import java.util.Locale;

/** The contenders, in the order of the table. */
public enum Engine {
    RAW_POLL("a consumer that polls and looks at nothing"),
    RAW_DECODE_AVRO("poll + decode to Avro's objects"),
    RAW_RECORD("the limit: poll + decode + record into a histogram"),
    PLUMBLINE("the whole topology, exactly once, until the end of the input is committed");

    /** What the others are compared with. */
    public static final Engine LIMIT = RAW_RECORD;

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
            case RAW_DECODE_AVRO -> RawContender.decode(AvroDecoder::new);
            case RAW_RECORD -> RawContender.record(AvroDecoder::new);
            case PLUMBLINE -> new PlumblineContender();
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

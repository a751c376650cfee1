package io.plumbline.producers.spool;

import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Where and how an agent keeps on disk what Kafka cannot take.
 *
 * @param directory of one process alone; made if it is missing
 * @param bytes that its segments may take together
 * @param fsync whether records are forced to the disk before they count as kept; without, they survive the death of the
 *     process, but not that of the machine
 * @param use which records are kept
 * @param after how long Kafka acknowledges nothing before an outage is taken for one
 * @param whenFull what gives way when there is no room
 */
public record SpoolConfig(Path directory, long bytes, boolean fsync, Use use, Duration after, WhenFull whenFull) {
    public static final long BYTES = 256L << 20;
    public static final Duration AFTER = Duration.ofSeconds(1);

    private static final long LEAST_BYTES = 256 << 10;
    private static final long SEGMENTS = 256;
    private static final long SMALLEST_SEGMENT = 16 << 10;
    private static final long LARGEST_SEGMENT = 4 << 20;

    /** Which records go to disk. */
    public enum Use {
        /** Those that wait while Kafka is away: in good times nothing is written. */
        OUTAGE,
        /** All, before they are sent: a kill loses at most what one flush interval gathered. */
        ALWAYS
    }

    /** What gives way when the disk spool is full; either way it is counted, and declared to the reader. */
    public enum WhenFull {
        /** What comes: it waits in memory, and is dropped where that is full too. */
        DROP_NEWEST,
        /** The oldest segment that is not under way. */
        DROP_OLDEST
    }

    public SpoolConfig {
        Settings.check(bytes >= LEAST_BYTES, "agent.spool.bytes must be at least " + LEAST_BYTES + ", was " + bytes);
        Settings.check(
                after.compareTo(Duration.ofMillis(50)) >= 0, "agent.spool.after must be at least 50ms, was " + after);
    }

    /** With the defaults. */
    public static SpoolConfig of(Path directory) {
        return new SpoolConfig(directory, BYTES, true, Use.OUTAGE, AFTER, WhenFull.DROP_NEWEST);
    }

    /** From {@code agent.spool.*}; nothing without a directory. */
    public static Optional<SpoolConfig> from(Settings settings) {
        String directory = settings.string("agent.spool.directory", "");
        SpoolConfig config = new SpoolConfig(
                Path.of(directory),
                settings.number("agent.spool.bytes", BYTES),
                settings.flag("agent.spool.fsync", true),
                oneOf(Use.class, "agent.spool.use", settings.string("agent.spool.use", "outage")),
                settings.duration("agent.spool.after", AFTER),
                oneOf(
                        WhenFull.class,
                        "agent.spool.when.full",
                        settings.string("agent.spool.when.full", "drop-newest")));
        return directory.isBlank() ? Optional.empty() : Optional.of(config);
    }

    /** A segment is deleted as a whole, so it is small beside the limit. */
    long segmentBytes() {
        return Math.max(SMALLEST_SEGMENT, Math.min(LARGEST_SEGMENT, bytes / SEGMENTS));
    }

    private static <E extends Enum<E>> E oneOf(Class<E> type, String key, String text) {
        String name = text.trim().toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigException(key + " must be one of "
                        + Arrays.toString(type.getEnumConstants())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-')
                        + ", was '" + text + "'"));
    }
}

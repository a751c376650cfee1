package io.plumbline.producers.importer;

import io.plumbline.settings.ConfigException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** How a file writes times. */
public final class TimeFormat {
    private static final String EPOCH = "epoch-";

    private final String name;
    private final TimeUnits unit;
    private final DateTimeFormatter pattern;
    private final ZoneId zone;

    private TimeFormat(String name, TimeUnits unit, DateTimeFormatter pattern, ZoneId zone) {
        this.name = name;
        this.unit = unit;
        this.pattern = pattern;
        this.zone = zone;
    }

    /**
     * @param name {@code iso}, {@code epoch-s} (or ms, us, ns), or a pattern of {@link DateTimeFormatter}
     * @param zone of times that a pattern reads without an offset
     * @throws ConfigException if the name is none of these, or there is no such zone
     */
    public static TimeFormat of(String name, String zone) {
        if (name.equals("iso")) {
            return new TimeFormat(name, null, null, null);
        }
        if (name.startsWith(EPOCH)) {
            return new TimeFormat(name, TimeUnits.of(name.substring(EPOCH.length())), null, null);
        }
        try {
            return new TimeFormat(name, null, DateTimeFormatter.ofPattern(name, Locale.ROOT), ZoneId.of(zone));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new ConfigException(
                    "times are iso, epoch-s, epoch-ms, epoch-us, epoch-ns or a pattern such as 'yyyy/MM/dd HH:mm:ss', not '"
                            + name + "' in zone '" + zone + "': " + e.getMessage());
        }
    }

    Instant parse(String column, String text) throws BadValueException {
        if (unit != null) {
            return Values.epoch(column, text, unit);
        }
        if (pattern == null) {
            return Values.iso(column, text);
        }
        try {
            TemporalAccessor time = pattern.parseBest(text.strip(), ZonedDateTime::from, LocalDateTime::from);
            Instant instant = time instanceof ZonedDateTime zoned
                    ? zoned.toInstant()
                    : ((LocalDateTime) time).atZone(zone).toInstant();
            return Values.inRange(column, text, instant);
        } catch (DateTimeException e) {
            throw new BadValueException(column, "'" + text + "' is no time of the pattern '" + name + "'");
        }
    }

    @Override
    public String toString() {
        return pattern == null ? name : name + " " + zone;
    }
}

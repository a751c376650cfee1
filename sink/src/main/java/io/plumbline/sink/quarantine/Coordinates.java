package io.plumbline.sink.quarantine;

import io.plumbline.settings.ConfigException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the sink found a record: what names it in quarantine. */
public record Coordinates(String topic, int partition, long offset) {
    private static final Pattern FORM = Pattern.compile("([a-zA-Z0-9._-]+)/(\\d{1,9})/(\\d{1,18})");

    /**
     * From {@code TOPIC/PARTITION/OFFSET}.
     *
     * @throws ConfigException if it is none
     */
    public static Coordinates parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new ConfigException("coordinates are TOPIC/PARTITION/OFFSET, were '" + text + "'");
        }
        return new Coordinates(matcher.group(1), Integer.parseInt(matcher.group(2)), Long.parseLong(matcher.group(3)));
    }

    @Override
    public String toString() {
        return topic + "/" + partition + "/" + offset;
    }
}

package io.plumbline.cli;

import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** A time as people give it: in ISO form, or as a time ago. */
final class Moment {
    private Moment() {}

    /**
     * @param option for the error
     * @throws ConfigException if it is neither
     */
    static Instant parse(String option, String text, Instant now) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return ago(option, text, now);
        }
    }

    private static Instant ago(String option, String text, Instant now) {
        try {
            return now.minus(Settings.parseDuration(text));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(
                    option + " must be a time like 2026-05-01T12:00:00Z or a time ago like 24h, was '" + text + "'");
        }
    }
}

package io.plumbline.sink.migrate;

import java.time.Duration;

/**
 * What becomes of old rows of one table: a row of {@code plumbline.retention}, for people.
 *
 * @param rows the class, as {@code --retention} calls it
 * @param keep as {@code 2d} or {@code forever}
 * @param chunk length of new chunks, as {@code 1d}; null: no hypertable, or none here
 * @param rowsPerSecond rows of windows that are expected; null: nobody said
 */
public record RetentionRule(String table, String rows, String keep, String chunk, Double rowsPerSecond) {

    /** In the largest unit that goes into it: days or hours, as {@code --retention} takes them. */
    static String text(Duration time) {
        boolean days = time.toHours() % 24 == 0;
        return days ? time.toDays() + "d" : time.toHours() + "h";
    }
}

package io.plumbline.cli;

import io.plumbline.reports.WindowRange;
import io.plumbline.settings.ConfigException;
import java.time.Instant;

/**
 * One side of a comparison: {@code run:ID}, {@code release:NAME}, or {@code FROM/TO}, each a time or a time ago.
 *
 * @param option for errors
 * @param text as it was given
 */
record Side(String option, String text) {
    private static final String RUN = "run:";
    private static final String RELEASE = "release:";

    /** @param run whose windows are meant, where the side does not name one */
    WindowRange of(String system, String run, String operation, String node, Instant now) {
        if (text.startsWith(RUN)) {
            return new WindowRange(system, named(RUN), operation, node, null, null, null);
        }
        if (text.startsWith(RELEASE)) {
            return new WindowRange(system, run, operation, node, named(RELEASE), null, null);
        }
        String[] ends = text.split("/", -1);
        if (ends.length != 2) {
            throw new ConfigException(
                    option + " must be run:ID, release:NAME or FROM/TO such as 48h/24h, was '" + text + "'");
        }
        Instant from = Moment.parse(option, ends[0], now);
        Instant to = Moment.parse(option, ends[1], now);
        if (!from.isBefore(to)) {
            throw new ConfigException(option + " must end after it begins, was '" + text + "'");
        }
        return new WindowRange(system, run, operation, node, null, from, to);
    }

    private String named(String prefix) {
        String name = text.substring(prefix.length());
        if (name.isEmpty()) {
            throw new ConfigException(option + " names nothing after " + prefix);
        }
        return name;
    }
}

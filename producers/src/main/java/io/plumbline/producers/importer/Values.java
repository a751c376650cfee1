package io.plumbline.producers.importer;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Reads the values of a line; every error names the column and what stands there. */
final class Values {
    private static final BigDecimal LONGEST_NANOS = BigDecimal.valueOf(Long.MAX_VALUE / 1_000); // 106 days
    private static final long LAST_SECOND = 253_402_300_799L; // of the year 9999
    private static final BigDecimal BILLION = BigDecimal.valueOf(1_000_000_000);

    private Values() {}

    static BigDecimal number(String column, String text) throws BadValueException {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            throw new BadValueException(column, "'" + text + "' is not a number");
        }
    }

    /** A duration in {@code unit}, as nanoseconds: what is less than one is cut off. */
    static long nanos(String column, String text, TimeUnits unit) throws BadValueException {
        BigDecimal nanos = number(column, text).multiply(BigDecimal.valueOf(unit.nanos()));
        if (nanos.signum() < 0 || nanos.compareTo(LONGEST_NANOS) > 0) {
            throw new BadValueException(column, "'" + text + "' " + unit + " is no duration of 0 to 106 days");
        }
        return nanos.longValue();
    }

    /** A whole number that is not negative; 0 where there is none. */
    static long count(String column, String text) throws BadValueException {
        if (text.isBlank()) {
            return 0;
        }
        try {
            long value = Long.parseLong(text.strip());
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message
        }
        throw new BadValueException(column, "'" + text + "' is not a whole number of 0 or more");
    }

    /** A time since the epoch, in {@code unit}. */
    static Instant epoch(String column, String text, TimeUnits unit) throws BadValueException {
        BigDecimal nanos = number(column, text).multiply(BigDecimal.valueOf(unit.nanos()));
        BigDecimal[] parts = nanos.divideAndRemainder(BILLION);
        try {
            return inRange(column, text, Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValue()));
        } catch (ArithmeticException | DateTimeException e) {
            throw outOfRange(column, text);
        }
    }

    /** A time as ISO 8601 writes it, with its offset. */
    static Instant iso(String column, String text) throws BadValueException {
        try {
            return inRange(
                    column,
                    text,
                    OffsetDateTime.parse(text.strip().replace(' ', 'T')).toInstant());
        } catch (DateTimeException e) {
            throw new BadValueException(column, "'" + text + "' is no time such as 2026-11-21T08:00:00.123Z");
        }
    }

    static Instant inRange(String column, String text, Instant time) throws BadValueException {
        if (time.getEpochSecond() < 0 || time.getEpochSecond() > LAST_SECOND) {
            throw outOfRange(column, text);
        }
        return time;
    }

    private static BadValueException outOfRange(String column, String text) {
        return new BadValueException(column, "'" + text + "' is no time between the years 1970 and 9999");
    }
}

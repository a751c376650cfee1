package io.plumbline.streams.domain.regression.watch;

/** What a season repeats with. Hours are those of UTC. */
public enum Calendar {
    NONE(0),
    HOUR_OF_DAY(24),
    HOUR_OF_WEEK(168);

    private static final long HOUR_MICROS = 3_600_000_000L;

    private final int slots;

    Calendar(int slots) {
        this.slots = slots;
    }

    int slots() {
        return slots;
    }

    long cycleMicros() {
        return slots * HOUR_MICROS;
    }

    /** Hours since the epoch. */
    static long hour(long micros) {
        return Math.floorDiv(micros, HOUR_MICROS);
    }

    int slot(long hour) {
        return (int) Math.floorMod(hour, (long) slots);
    }
}

package io.plumbline.streams.domain.window;

/**
 * Remembers over restarts which windows are forgotten. With a longer {@code windows.correction.horizon} than before, time
 * alone would say that a window can still be corrected which is there no more.
 */
public final class Horizons {
    /** Keys in a table that has others: those are not as low. */
    private static final long HORIZON = Long.MIN_VALUE + 1;

    private static final long FORGOTTEN = Long.MIN_VALUE + 2;

    private Horizons() {}

    /**
     * How far earlier lives had come, which may have had other horizons. To be asked once in a life.
     *
     * @param table keeps what the next life has to know
     * @param closedUpTo where the last life had come, or {@link SourceClock#NOTHING}
     * @param horizonMicros that of this life
     */
    public static Ladder.Reach reach(Table<Long, Long> table, long closedUpTo, long horizonMicros) {
        Long before = table.get(HORIZON);
        Long known = table.get(FORGOTTEN);
        long forgotten = known == null ? SourceClock.NOTHING : known;
        if (closedUpTo != SourceClock.NOTHING) {
            forgotten = Math.max(forgotten, closedUpTo - (before == null ? horizonMicros : before));
        }
        if (before == null || before != horizonMicros) {
            table.put(HORIZON, horizonMicros);
            table.put(FORGOTTEN, forgotten);
        }
        return new Ladder.Reach(closedUpTo, forgotten);
    }
}

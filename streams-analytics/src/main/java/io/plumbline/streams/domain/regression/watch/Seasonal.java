package io.plumbline.streams.domain.regression.watch;

import io.plumbline.streams.domain.regression.Robust;
import java.util.Arrays;

/**
 * What the hour of day or week usually makes of a metric: the mean of that hour, the median over the last cycles, against the
 * median of all hours. Until one full cycle was seen it makes nothing of it. Mutable, and not thread-safe.
 */
public final class Seasonal {
    /** So many cycles are remembered: one in which something went wrong does not count. */
    private static final int CYCLES = 5;

    private static final long NOTHING = Long.MIN_VALUE;

    private final Calendar calendar;
    private final float[][] means;
    private long firstMicros;
    private long lastMicros;
    private long hour;
    private int count;
    private double sum;

    /**
     * What there is to keep of it.
     *
     * @param firstMicros when it began to learn
     * @param lastMicros the last window that it learnt of
     * @param hour since the epoch that is going on
     * @param count values in this hour, and their {@code sum}
     * @param means of the hours of the last cycles, by the hour of the cycle, the oldest first
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record State(
            Calendar calendar, long firstMicros, long lastMicros, long hour, int count, double sum, float[][] means) {}

    Seasonal(Calendar calendar) {
        this(new State(calendar, NOTHING, NOTHING, NOTHING, 0, 0, new float[calendar.slots()][0]));
    }

    public Seasonal(State state) {
        calendar = state.calendar;
        firstMicros = state.firstMicros;
        lastMicros = state.lastMicros;
        hour = state.hour;
        count = state.count;
        sum = state.sum;
        means = state.means;
    }

    public State state() {
        return new State(calendar, firstMicros, lastMicros, hour, count, sum, means);
    }

    Calendar calendar() {
        return calendar;
    }

    /** Whether a full cycle was seen. */
    boolean isReady() {
        return firstMicros != NOTHING && lastMicros - firstMicros >= calendar.cycleMicros();
    }

    void learn(long startMicros, double value) {
        firstMicros = firstMicros == NOTHING ? startMicros : firstMicros;
        lastMicros = startMicros;
        long now = Calendar.hour(startMicros);
        if (now != hour) {
            closeHour();
            hour = now;
        }
        count++;
        sum += value;
    }

    /** How many times as great as usual the metric is in this hour; 1 where nobody knows. */
    double factorAt(long startMicros) {
        float[] ofHour = means[calendar.slot(Calendar.hour(startMicros))];
        if (!isReady() || ofHour.length == 0) {
            return 1;
        }
        double usual = Robust.median(Arrays.stream(means)
                .filter(known -> known.length > 0)
                .mapToDouble(Seasonal::median)
                .toArray());
        double factor = median(ofHour) / usual;
        return factor > 0 && factor < Double.POSITIVE_INFINITY ? factor : 1;
    }

    private void closeHour() {
        if (count > 0) {
            int slot = calendar.slot(hour);
            float[] before = means[slot];
            means[slot] = Arrays.copyOfRange(before, Math.max(0, before.length + 1 - CYCLES), before.length + 1);
            means[slot][means[slot].length - 1] = (float) (sum / count);
        }
        count = 0;
        sum = 0;
    }

    private static double median(float[] values) {
        double[] wide = new double[values.length];
        Arrays.setAll(wide, i -> values[i]);
        return Robust.median(wide);
    }
}

package io.plumbline.streams.domain.regression.watch;

import io.plumbline.streams.domain.regression.OnlineDetector;
import java.util.Arrays;

/**
 * The last points of a metric, as single-precision numbers: that is how they are kept, so a restart changes nothing. Of the
 * newest it knows when their windows began. Mutable.
 */
final class History {
    /** A change is located among the last 30 points. */
    private static final int DATED = 32;
    /** So many points are written at each window before they are archived. */
    private static final int RECENT = 32;

    private static final int FIRST_ROOM = 16;

    private float[] values;
    private int size;
    private long[] starts;
    private int archived;
    private int skipped;
    private boolean isWhole;

    /** @param tail without its archive, if it has one: {@link #attach} that before anything else */
    History(Tail tail) {
        values = tail.recent();
        size = values.length;
        starts = tail.starts();
        archived = tail.archived();
        skipped = tail.skipped();
        isWhole = archived == 0;
    }

    boolean isWhole() {
        return isWhole;
    }

    void attach(float[] archive) {
        float[] all = Arrays.copyOfRange(archive, skipped, skipped + archived + size);
        System.arraycopy(values, 0, all, archived, size);
        values = all;
        size = all.length;
        isWhole = true;
    }

    /** Whether so much is recent that it should be archived. */
    boolean isArchiveDue() {
        return size - archived >= RECENT;
    }

    /** All values, for the archive. */
    float[] archive() {
        archived = size;
        skipped = 0;
        return Arrays.copyOf(values, size);
    }

    Tail tail() {
        int first = isWhole ? archived : 0;
        return new Tail(Arrays.copyOfRange(values, first, size), archived, skipped, starts.clone());
    }

    /** @return the value as it is kept */
    double add(long startMicros, double value) {
        makeRoom();
        values[size++] = (float) value;
        starts = Arrays.copyOfRange(starts, Math.max(0, starts.length + 1 - DATED), starts.length + 1);
        starts[starts.length - 1] = startMicros;
        return (float) value;
    }

    int size() {
        return size;
    }

    /** The last {@code count} values, or all if they are fewer. */
    double[] last(int count) {
        double[] last = new double[Math.min(count, size)];
        for (int i = 0; i < last.length; i++) {
            last[i] = values[size - last.length + i];
        }
        return last;
    }

    /** When the window of the {@code count}-th last value began; of the first that is known, if that one is not. */
    long startOf(int count) {
        return starts[Math.max(0, starts.length - count)];
    }

    void keepLast(int count) {
        cut(count, size - count);
    }

    /** Forgets up to {@code count} values before the last {@code after}. */
    void cut(int after, int count) {
        int rest = Math.min(after, size);
        int gone = Math.max(0, Math.min(count, size - rest));
        if (gone == 0) {
            return;
        }
        System.arraycopy(values, size - rest, values, size - rest - gone, rest);
        size -= gone;
        archived = Math.min(archived, size - rest);
        starts = Arrays.copyOfRange(starts, Math.max(0, starts.length - rest), starts.length);
    }

    private void makeRoom() {
        if (size == OnlineDetector.MOST) {
            System.arraycopy(values, 1, values, 0, --size);
            if (archived > 0) {
                archived--;
                skipped++;
            }
        } else if (size == values.length) {
            values = Arrays.copyOf(values, Math.min(OnlineDetector.MOST, Math.max(FIRST_ROOM, 2 * size)));
        }
    }
}

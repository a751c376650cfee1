package io.plumbline.streams.domain.regression;

import java.util.Arrays;

/**
 * A quick look at the last points of a series: can its level have changed at all? For each onset it compares the median from
 * there on with that of the points just before. Most series are steady most of the time, and need no closer look.
 */
final class Glance {
    private final double[] values;
    private final int reach;
    private final double tolerance;

    /**
     * @param reach how many points before an onset tell the level before it
     * @param tolerance relative change that does not matter
     */
    Glance(double[] values, int reach, double tolerance) {
        this.values = values;
        this.reach = reach;
        this.tolerance = tolerance;
    }

    /**
     * Whether it may have changed at {@code first} or later; never false when the medians differ by more than the tolerance.
     *
     * @param first not the first of all
     */
    boolean mayHaveChangedFrom(int first) {
        int last = values.length - 1;
        if (!varies(Math.max(0, first - reach))) {
            return false;
        }
        Sorted after = new Sorted(values.length - first);
        Sorted before = new Sorted(reach + 1);
        for (int i = Math.max(0, last - reach); i < last; i++) {
            before.add(values[i]);
        }
        after.add(values[last]);
        boolean found = differ(before, after);
        for (int onset = last - 1; onset >= first && !found; onset--) {
            before.remove(values[onset]);
            after.add(values[onset]);
            if (onset >= reach) {
                before.add(values[onset - reach]);
            }
            found = differ(before, after);
        }
        return found;
    }

    /** Whether the extremes differ enough: if they do not, no medians do. */
    private boolean varies(int from) {
        double least = values[from];
        double greatest = values[from];
        for (int i = from + 1; i < values.length; i++) {
            least = Math.min(least, values[i]);
            greatest = Math.max(greatest, values[i]);
        }
        return least <= 0 || greatest - least > tolerance * least;
    }

    /** A median of an even number may be anywhere between the middle two: on which scale is not known here. */
    private boolean differ(Sorted before, Sorted after) {
        double nearest = Math.min(Math.abs(before.lowMedian()), Math.abs(before.highMedian()));
        double up = after.highMedian() - before.lowMedian();
        double down = before.highMedian() - after.lowMedian();
        return Math.max(up, down) > tolerance * nearest;
    }

    /** A few values in order. */
    private static final class Sorted {
        private final double[] values;
        private int size;

        Sorted(int most) {
            values = new double[most];
        }

        void add(double value) {
            int at = position(value);
            System.arraycopy(values, at, values, at + 1, size - at);
            values[at] = value;
            size++;
        }

        void remove(double value) {
            int at = position(value);
            size--;
            System.arraycopy(values, at + 1, values, at, size - at);
        }

        double lowMedian() {
            return values[(size - 1) / 2];
        }

        double highMedian() {
            return values[size / 2];
        }

        private int position(double value) {
            int found = Arrays.binarySearch(values, 0, size, value);
            return found >= 0 ? found : -found - 1;
        }
    }
}

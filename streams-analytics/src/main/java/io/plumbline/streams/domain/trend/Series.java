package io.plumbline.streams.domain.trend;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Values in the order of time, and what pairs of them say. Of n values it looks at n (n - 1) / 2 pairs. */
final class Series {
    private final double[] times;
    private final double[] values;
    private double[] slopes; // null: not yet asked for; most of the work is here

    Series(List<TimedValue> points) {
        List<TimedValue> sorted = points.stream()
                .sorted(Comparator.comparingDouble(TimedValue::time))
                .toList();
        this.times = column(sorted, TimedValue::time);
        this.values = column(sorted, TimedValue::value);
    }

    int size() {
        return times.length;
    }

    double[] times() {
        return times;
    }

    double[] values() {
        return values;
    }

    /** Kendall's S: pairs that rise less pairs that fall. */
    long kendallS() {
        long s = 0;
        for (int i = 0; i < times.length; i++) {
            for (int j = i + 1; j < times.length; j++) {
                s += times[j] > times[i] ? (long) Math.signum(values[j] - values[i]) : 0;
            }
        }
        return s;
    }

    /** The slopes of all pairs of different times, ascending; not to be changed. */
    double[] slopes() {
        if (slopes == null) {
            slopes = sortedSlopes();
        }
        return slopes;
    }

    private double[] sortedSlopes() {
        double[] all = new double[times.length * (times.length - 1) / 2];
        int count = 0;
        for (int i = 0; i < times.length; i++) {
            for (int j = i + 1; j < times.length; j++) {
                if (times[j] > times[i]) {
                    all[count++] = (values[j] - values[i]) / (times[j] - times[i]);
                }
            }
        }
        double[] found = Arrays.copyOf(all, count);
        Arrays.sort(found);
        return found;
    }

    /** What a line with this slope leaves, in the order of time: its median is the line's value at time 0. */
    double[] without(double slope) {
        double[] rest = new double[values.length];
        Arrays.setAll(rest, i -> values[i] - slope * times[i]);
        return rest;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double[] column(List<TimedValue> points, ToDoubleFunction<TimedValue> figure) {
        return points.stream().mapToDouble(figure).toArray();
    }
}

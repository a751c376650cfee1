package io.plumbline.streams.domain.regression;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A series made ready for comparison: without gaps, on an even scale, without its season.
 *
 * @param rows where each point stands in the series, gaps counted
 * @param scale of {@code levels} and {@code tame}
 * @param levels the points less their season
 * @param tame the same, the wild ones drawn in
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Points(int[] rows, Scale scale, double[] levels, double[] tame) {
    /** @param values NaN where one is missing */
    static Points of(double[] values) {
        int[] rows = IntStream.range(0, values.length)
                .filter(i -> !Double.isNaN(values[i]))
                .toArray();
        double[] present = Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
        Scale scale = Scale.evenFor(present);
        double[] scaled = scale.forth(present);
        double[] levels = Season.of(Robust.withoutWild(scaled)).removedFrom(scaled);
        return new Points(rows, scale, levels, Robust.withoutWild(levels));
    }

    int count() {
        return rows.length;
    }

    /** The median of the points from {@code from} to before {@code to}, in the series' own unit. */
    double median(int from, int to) {
        return scale.back(Robust.median(Arrays.copyOfRange(levels, from, to)));
    }
}

package io.plumbline.producers.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.sketch.Buckets;
import io.plumbline.sketch.Sketch;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

/** The bounds that ADR 0028 promises, against the exact answers. */
class BucketCountsPropertyTest {
    private static final long HOUR = 3_600_000_000_000L;
    private static final double ROUNDING = 1 + 1e-12;

    @Property
    void everyQuantileIsWithinTheWidthOfItsBucket(
            @ForAll @NotEmpty @Size(max = 200) List<@LongRange(min = 1, max = HOUR) Long> values,
            @ForAll @NotEmpty @Size(max = 20) List<@LongRange(min = 1, max = HOUR) Long> bounds,
            @ForAll @DoubleRange(min = 0, max = 1) double q,
            @ForAll boolean extremesKnown) {
        NavigableSet<Double> ends = ends(bounds);
        Sketch sketch = sketch(values, ends, extremesKnown);
        double exact = exact(values, q);
        double lower = ends.lower(exact) == null ? 0 : ends.lower(exact);
        double upper = ends.ceiling(exact);

        double answer = sketch.quantile(q);
        if (upper == Double.POSITIVE_INFINITY) {
            assertThat(answer).isLessThanOrEqualTo(exact * (1 + Buckets.RELATIVE_ERROR) * ROUNDING);
        } else if (lower == 0) {
            assertThat(Math.abs(answer - exact))
                    .isLessThanOrEqualTo(upper / 2 * (1 + Buckets.RELATIVE_ERROR) * ROUNDING + 0.5);
        } else {
            double h = (upper - lower) / (upper + lower);
            assertThat(Math.abs(answer - exact)).isLessThanOrEqualTo(exact * bound(h) * ROUNDING);
        }
    }

    @Property
    void exponentialBucketsOfScaleSAreWithinTheErrorOfTheirBase(
            @ForAll @NotEmpty @Size(max = 200) List<@LongRange(min = 1, max = HOUR) Long> values,
            @ForAll @IntRange(min = -2, max = 10) int scale,
            @ForAll @DoubleRange(min = 0, max = 1) double q) {
        double base = Math.pow(2, Math.pow(2, -scale));
        BucketCounts counts = new BucketCounts();
        for (long value : values) {
            int index = (int) Math.ceil(Math.log((double) value) / Math.log(base)) - 1; // (base^i, base^(i+1)]
            counts.add(Math.pow(base, index), Math.pow(base, index + 1), 1);
        }
        double h = (base - 1) / (base + 1);

        assertThat(counts.error()).isLessThanOrEqualTo(h * (1 + 1e-9));
        double exact = exact(values, q);
        // a value at a bound may be counted on its other side, by the rounding of the logarithm
        double slack = 1 + 1e-9;
        assertThat(Math.abs(counts.sketch(Double.NaN, Double.NaN, Double.NaN).quantile(q) - exact))
                .isLessThanOrEqualTo(exact * bound(h) * slack + 1e-6);
    }

    @Property
    void countSumAndKnownExtremesStayExact(
            @ForAll @NotEmpty @Size(max = 200) List<@LongRange(min = 0, max = HOUR) Long> values,
            @ForAll @NotEmpty @Size(max = 20) List<@LongRange(min = 1, max = HOUR) Long> bounds) {
        Sketch sketch = sketch(values, ends(bounds), true);

        assertThat(sketch.count()).isEqualTo(values.size());
        assertThat(sketch.sumWhole())
                .isEqualTo(values.stream().mapToLong(Long::longValue).sum());
        assertThat(sketch.min()).isEqualTo((double)
                values.stream().mapToLong(Long::longValue).min().orElseThrow());
        assertThat(sketch.max()).isEqualTo((double)
                values.stream().mapToLong(Long::longValue).max().orElseThrow());
    }

    @Example
    void whatContradictsItselfIsRefused() {
        BucketCounts counts = new BucketCounts();
        counts.add(10, 20, 2);
        counts.add(40, 50, 1);
        assertRefused(() -> counts.sketch(-1, Double.NaN, Double.NaN));
        assertRefused(() -> counts.sketch(Double.NaN, 5, Double.NaN));
        assertRefused(() -> counts.sketch(Double.NaN, 25, Double.NaN));
        assertRefused(() -> counts.sketch(Double.NaN, Double.NaN, 35));
        assertRefused(() -> counts.sketch(Double.NaN, Double.NaN, 60));
        assertRefused(() -> counts.add(50, 60, -1));
        assertRefused(() -> counts.add(-20, -10, 1));
        assertRefused(() -> counts.add(60, 50, 1));
        assertRefused(() -> counts.add(0x1p63, Double.POSITIVE_INFINITY, 1));
        assertThat(counts.sketch(Double.NaN, 11, 49).min()).isEqualTo(11);
    }

    private static void assertRefused(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class);
    }

    /** Half-width of the foreign bucket, and then that of the sketch's. */
    private static double bound(double h) {
        return h + Buckets.RELATIVE_ERROR * (1 + h);
    }

    private static NavigableSet<Double> ends(List<Long> bounds) {
        NavigableSet<Double> ends = new TreeSet<>(List.of(Double.POSITIVE_INFINITY));
        bounds.forEach(bound -> ends.add((double) bound));
        return ends;
    }

    private static Sketch sketch(List<Long> values, NavigableSet<Double> ends, boolean extremesKnown) {
        BucketCounts counts = new BucketCounts();
        for (double end : ends) {
            double lower = ends.lower(end) == null ? 0 : ends.lower(end);
            long count = values.stream()
                    .filter(v -> v <= end && (v > lower || lower == 0))
                    .count();
            counts.add(lower, end, count);
        }
        double sum = values.stream().mapToLong(Long::longValue).sum();
        double min = values.stream().mapToLong(Long::longValue).min().orElseThrow();
        double max = values.stream().mapToLong(Long::longValue).max().orElseThrow();
        return extremesKnown ? counts.sketch(sum, min, max) : counts.sketch(sum, Double.NaN, Double.NaN);
    }

    private static double exact(List<Long> values, double q) {
        return values.stream().sorted().toList().get((int) Sketch.rank(q, values.size()) - 1);
    }
}

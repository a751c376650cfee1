package io.plumbline.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SketchTest {

    @ParameterizedTest
    @ValueSource(doubles = {-1, -Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY, 0x1p63})
    void refusesWhatIsNoMeasurementAndChangesNothing(double value) {
        Sketch sketch = sketchOf(3, 5);

        assertThatThrownBy(() -> sketch.record(value)).isInstanceOf(IllegalArgumentException.class);
        assertThat(sketch).isEqualTo(sketchOf(3, 5));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 511})
    void refusesWholeNumbersWhoseDoublesItRefuses(long value) {
        Sketch sketch = sketchOf(3, 5);

        assertThatThrownBy(() -> sketch.record(value)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sketch.record((double) value)).isInstanceOf(IllegalArgumentException.class);
        assertThat(sketch).isEqualTo(sketchOf(3, 5));
    }

    @Test
    void theGreatestWholeNumberHasABucket() {
        Sketch sketch = new Sketch();
        sketch.record(Long.MAX_VALUE - 512);

        assertThat(sketch.lo()).isEqualTo(Buckets.HIGHEST);
        assertThat(sketch.sumWhole()).isEqualTo(Long.MAX_VALUE - 512);
    }

    @Test
    void theEmptySketchHasNoFiguresAndNoNumbersMadeUp() {
        Sketch empty = new Sketch();

        assertThat(empty.quantile(.5)).isNaN();
        assertThat(empty.mean()).isNaN();
        assertThat(empty.min()).isNaN();
        assertThat(empty.max()).isNaN();
        assertThat(empty.sum()).isZero();
        assertThat(empty.counts()).isEmpty();
    }

    @Test
    void negativeZeroIsZero() {
        assertThat(sketchOf(-0.0)).isEqualTo(sketchOf(0.0));
        assertThat(Double.doubleToRawLongBits(sketchOf(-0.0).min())).isZero();
    }

    @Test
    void valuesBelowOneShareABucketButKeepTheirExtremesAndSum() {
        Sketch sketch = sketchOf(.25, 0, .5);

        assertThat(sketch.counts()).containsExactly(3);
        assertThat(sketch.lo()).isEqualTo(Buckets.LOWEST).isEqualTo(Buckets.bucketOf(1) - 1);
        assertThat(sketch.min()).isZero();
        assertThat(sketch.max()).isEqualTo(.5);
        assertThat(sketch.sum()).isEqualTo(.75);
    }

    @Test
    void theGreatestValueHasABucket() {
        double greatest = Math.nextDown(0x1p63);

        assertThat(sketchOf(greatest).lo()).isEqualTo(Buckets.HIGHEST);
        assertThat(sketchOf(1, greatest, greatest).quantile(.5)).isEqualTo(Buckets.middle(Buckets.HIGHEST));
    }

    @Test
    void theSumStaysAtItsGreatestOnOverflow() {
        Sketch sketch = sketchOf(0x1p62, 0x1p62, .5);

        assertThat(sketch.sumWhole()).isEqualTo(Long.MAX_VALUE);
        assertThat(sketch.sumFraction()).isZero();
        assertThat(sketchOf(.5, 0x1p62, 0x1p62)).as("in another order").isEqualTo(sketch);
    }

    @Test
    void countsStayAtTheirGreatestWhenSketchesMerge() {
        Sketch merged = Sketch.of(Buckets.bucketOf(1), new long[] {Long.MAX_VALUE - 1, 1}, 5, 0, 1, 1.02);
        merged.merge(sketchOf(1, 1, 1.02));

        assertThat(merged.count()).isEqualTo(Long.MAX_VALUE);
        assertThat(merged.counts()).containsExactly(Long.MAX_VALUE, 2);
    }

    @Test
    void countsStayAtTheirGreatestOnOverflow() {
        Sketch nearlyFull = Sketch.of(Buckets.bucketOf(1), new long[] {Long.MAX_VALUE - 1}, 5, 0, 1, 1);
        nearlyFull.record(1);
        nearlyFull.record(1);
        nearlyFull.record(64);

        assertThat(nearlyFull.count()).isEqualTo(Long.MAX_VALUE);
        assertThat(nearlyFull.counts()[0]).isEqualTo(Long.MAX_VALUE);
        assertThat(nearlyFull.quantile(.5)).isBetween(1.0, 1.0 + 1.0 / 64);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 100, 1",
        "0.07, 100, 7",
        "0.5, 3, 2",
        "0.95, 3, 3",
        "0.99, 100, 99",
        "0.999, 100, 100",
        "1, 100, 100",
        "0.3333333333333334, 3, 2"
    })
    void theRankIsTheNearest(double q, long n, long rank) {
        assertThat(Sketch.rank(q, n)).isEqualTo(rank);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-.1, 1.1, Double.NaN})
    void refusesWhatIsNoQuantile(double q) {
        assertThatThrownBy(() -> sketchOf(1).quantile(q)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 3})
    void refusesARankThatNoValueHas(long rank) {
        assertThatThrownBy(() -> sketchOf(1, 2).valueAtRank(rank)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "65536, -1,  0, 0, 1.5, 1.5, a count is negative",
        "0,      1,  1, 0, 1.5, 1.5, a bucket is out of range",
        "69505,  1,  1, 0, 1.5, 1.5, a bucket is out of range",
        "65504,  1,  1, 0, 1.5, 1.4, min and max are no range",
        "65504,  1,  1, 0, NaN, 1.5, min and max are no range",
        "65504,  1, -1, 0, 1.5, 1.5, the sum is negative",
        "65504,  1, 9223372036854775807, 1, 1.5, 1.5, the sum is out of range",
        "65504,  1,  1, 0, 1.0, 1.5, min is not in the first bucket",
        "65504,  1,  1, 0, 1.5, 2.0, max is not in the last bucket",
        "65504,  0,  1, 0, 0,   0,   its sum is not 0"
    })
    void refusesPartsThatCannotBelongToOneSketch(
            int lo, long count, long sumWhole, long sumFraction, double min, double max, String reason) {
        assertThat(Buckets.bucketOf(1.5)).isEqualTo(65504);

        assertThatThrownBy(() -> Sketch.of(lo, new long[] {count}, sumWhole, sumFraction, min, max))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aSketchMergedIntoItselfHoldsEverythingTwice() {
        Sketch sketch = sketchOf(3, 700);
        sketch.merge(sketch);

        assertThat(sketch).isEqualTo(sketchOf(3, 700, 3, 700));
    }

    private static Sketch sketchOf(double... values) {
        Sketch sketch = new Sketch();
        for (double value : values) {
            sketch.record(value);
        }
        return sketch;
    }
}

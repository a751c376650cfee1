package io.plumbline.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

/** The laws that make windows, nodes and time ranges add up, whatever the order. */
class SketchPropertyTest {

    @Property
    void mergingIsAssociative(
            @ForAll("values") List<Double> a, @ForAll("values") List<Double> b, @ForAll("values") List<Double> c) {
        Sketch leftFirst = merged(merged(sketchOf(a), sketchOf(b)), sketchOf(c));
        Sketch rightFirst = merged(sketchOf(a), merged(sketchOf(b), sketchOf(c)));

        assertThat(leftFirst).isEqualTo(rightFirst);
    }

    @Property
    void mergingIsCommutative(@ForAll("values") List<Double> a, @ForAll("values") List<Double> b) {
        assertThat(merged(sketchOf(a), sketchOf(b))).isEqualTo(merged(sketchOf(b), sketchOf(a)));
    }

    @Property
    void theEmptySketchIsTheIdentity(@ForAll("values") List<Double> a) {
        assertThat(merged(sketchOf(a), new Sketch())).isEqualTo(sketchOf(a));
        assertThat(merged(new Sketch(), sketchOf(a))).isEqualTo(sketchOf(a));
    }

    @Property
    void mergingIsTheSameAsRecordingTogether(@ForAll("values") List<Double> a, @ForAll("values") List<Double> b) {
        Sketch together = sketchOf(a);
        b.forEach(together::record);

        assertThat(merged(sketchOf(a), sketchOf(b))).isEqualTo(together);
    }

    @Property
    void mergingLeavesTheOtherAsItWas(@ForAll("values") List<Double> a, @ForAll("values") List<Double> b) {
        Sketch other = sketchOf(b);
        merged(sketchOf(a), other);

        assertThat(other).isEqualTo(sketchOf(b));
    }

    @Property
    void aWholeNumberIsRecordedAsItsDoubleIs(@ForAll List<@LongRange(max = 1L << 53) Long> values) {
        Sketch whole = new Sketch();
        Sketch doubles = new Sketch();
        for (long value : values) {
            whole.record(value);
            doubles.record((double) value);
        }

        assertThat(whole).isEqualTo(doubles);
    }

    @Property
    void theSumOfWholeNumbersIsExactWhereTheirDoublesAreNot(
            @ForAll List<@LongRange(min = 1L << 53, max = 1L << 56) Long> values) {
        Sketch sketch = new Sketch();
        values.forEach(value -> sketch.record(value.longValue()));

        assertThat(sketch.sumWhole())
                .isEqualTo(values.stream().mapToLong(Long::longValue).sum());
    }

    @Property
    void aClearedSketchIsTheIdentityAndRecordsAsANewOne(
            @ForAll("values") List<Double> before, @ForAll("values") List<Double> after) {
        Sketch sketch = sketchOf(before);
        sketch.clear();
        assertThat(sketch).isEqualTo(new Sketch()).hasSameHashCodeAs(new Sketch());
        assertThat(merged(sketchOf(after), sketch)).isEqualTo(sketchOf(after));

        after.forEach(sketch::record);
        assertThat(sketch).isEqualTo(sketchOf(after));
        sketch.clear();
        assertThat(merged(sketch, sketchOf(after))).isEqualTo(sketchOf(after));
    }

    @Property
    void theValueAtARankIsWithinTheStatedErrorOfThatRank(@ForAll("valuesFromOne") List<Double> values) {
        Sketch sketch = sketchOf(values);
        List<Double> sorted = values.stream().sorted().toList();

        for (int rank = 1; rank <= sorted.size(); rank++) {
            double exact = sorted.get(rank - 1);
            assertThat(sketch.valueAtRank(rank)).isCloseTo(exact, within(exact * Buckets.RELATIVE_ERROR));
            assertThat(exact).isBetween(sketch.leastAtRank(rank), sketch.greatestAtRank(rank));
        }
        assertThat(sketch.valueAtRank(1)).isEqualTo(sorted.get(0));
        assertThat(sketch.valueAtRank(sorted.size())).isEqualTo(sorted.get(sorted.size() - 1));
    }

    @Property
    void aQuantileIsTheValueAtItsRank(
            @ForAll("valuesFromOne") List<Double> values, @ForAll @DoubleRange(max = 1) double q) {
        Sketch sketch = sketchOf(values);

        assertThat(sketch.quantile(q)).isEqualTo(sketch.valueAtRank(Sketch.rank(q, values.size())));
    }

    @Property
    void aQuantileIsWithinTheStatedErrorOfTheNearestRank(
            @ForAll("valuesFromOne") List<Double> values, @ForAll @DoubleRange(max = 1) double q) {
        double exact = exactQuantile(values, q);

        assertThat(sketchOf(values).quantile(q)).isCloseTo(exact, within(exact * Buckets.RELATIVE_ERROR));
    }

    @Property
    void aQuantileBelowOneIsAtMostHalfAway(
            @ForAll("valuesBelowOne") List<Double> values, @ForAll @DoubleRange(max = 1) double q) {
        assertThat(sketchOf(values).quantile(q)).isCloseTo(exactQuantile(values, q), within(.5));
    }

    @Property
    void theRankIsTheLeastThatReachesTheShare(
            @ForAll @DoubleRange(max = 1) double q, @ForAll @LongRange(min = 1, max = 300) long n) {
        for (double near :
                new double[] {q, (double) Math.round(q * n) / n, Math.nextUp((double) Math.round(q * n) / n)}) {
            double share = Math.min(1, near);
            long least = LongStream.rangeClosed(1, n)
                    .filter(k -> (double) k / n >= share)
                    .findFirst()
                    .orElseThrow();

            assertThat(Sketch.rank(share, n))
                    .as("rank of %s among %s", share, n)
                    .isEqualTo(least);
        }
    }

    @Property
    void countSumAndExtremesAreExact(@ForAll("values") List<Double> values) {
        Sketch sketch = sketchOf(values);
        BigDecimal sum = values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);

        assertThat(sketch.count()).isEqualTo(values.size());
        assertThat(exactSum(sketch).subtract(sum).abs()) // each value is truncated to 2^-64
                .isLessThanOrEqualTo(new BigDecimal(values.size() * 0x1p-64));
        assertThat(new BigDecimal(sketch.sum()).subtract(sum).abs())
                .isLessThanOrEqualTo(
                        new BigDecimal(Math.ulp(sum.doubleValue())).add(new BigDecimal(values.size() * 0x1p-64)));
        if (!values.isEmpty()) {
            assertThat(sketch.min())
                    .isEqualTo(values.stream().min(Double::compare).orElseThrow());
            assertThat(sketch.max())
                    .isEqualTo(values.stream().max(Double::compare).orElseThrow());
            assertThat(sketch.mean()).isBetween(sketch.min(), sketch.max());
        }
    }

    @Property
    void itsPartsMakeItAgain(@ForAll("values") List<Double> values) {
        Sketch sketch = sketchOf(values);

        assertThat(ofPartsOf(sketch)).isEqualTo(sketch).hasSameHashCodeAs(sketch);
        assertThat(sketch.copy()).isEqualTo(sketch);
    }

    @Property
    void everyValueLiesInItsBucketNearTheMiddle(@ForAll @DoubleRange(min = 1, max = 9e18) double value) {
        int bucket = Buckets.bucketOf(value);

        assertThat(value).isGreaterThanOrEqualTo(Buckets.lower(bucket)).isLessThan(Buckets.lower(bucket + 1));
        assertThat(Buckets.middle(bucket)).isCloseTo(value, within(value * Buckets.RELATIVE_ERROR));
    }

    /** Of every size, with fractions, zeros and repetitions; few enough to be listed, or so many that they are counted. */
    @Provide
    Arbitrary<List<Double>> values() {
        Arbitrary<List<Double>> many = fewUpTo(5e15).map(few -> repeated(few, 30)); // below the greatest sum
        return Arbitraries.oneOf(fewUpTo(1e17), fewUpTo(1e17), many);
    }

    private static Arbitrary<List<Double>> fewUpTo(double greatest) {
        return Arbitraries.oneOf(
                        anyFrom(0, 1),
                        anyFrom(1, 100),
                        anyFrom(100, 1e9),
                        anyFrom(1e9, greatest),
                        Arbitraries.of(0.0, 1.0, 1.5))
                .list()
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<List<Double>> valuesFromOne() {
        return Arbitraries.oneOf(anyFrom(1, 3), anyFrom(1, 1e6), anyFrom(1, 9e18))
                .list()
                .ofMinSize(1)
                .ofMaxSize(200);
    }

    @Provide
    Arbitrary<List<Double>> valuesBelowOne() {
        return anyFrom(0, .999).list().ofMinSize(1).ofMaxSize(50);
    }

    private static Arbitrary<Double> anyFrom(double least, double greatest) {
        return Arbitraries.doubles().between(least, greatest).ofScale(9);
    }

    private static List<Double> repeated(List<Double> values, int times) {
        return Collections.nCopies(times, values).stream().flatMap(List::stream).toList();
    }

    private static Sketch sketchOf(List<Double> values) {
        Sketch sketch = new Sketch();
        values.forEach(sketch::record);
        return sketch;
    }

    private static Sketch merged(Sketch into, Sketch other) {
        into.merge(other);
        return into;
    }

    private static Sketch ofPartsOf(Sketch sketch) {
        return Sketch.of(
                sketch.lo(),
                sketch.counts(),
                sketch.sumWhole(),
                sketch.sumFraction(),
                sketch.isEmpty() ? 0 : sketch.min(),
                sketch.isEmpty() ? 0 : sketch.max());
    }

    private static BigDecimal exactSum(Sketch sketch) {
        BigDecimal fraction = new BigDecimal(Long.toUnsignedString(sketch.sumFraction()))
                .divide(new BigDecimal("18446744073709551616"));
        return new BigDecimal(sketch.sumWhole()).add(fraction);
    }

    private static double exactQuantile(List<Double> values, double q) {
        return values.stream()
                .sorted()
                .skip(Sketch.rank(q, values.size()) - 1)
                .findFirst()
                .orElseThrow();
    }
}

package io.plumbline.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That the interval is the one of its definition, and that it holds what it promises. */
class QuantileIntervalPropertyTest {
    private static final MathContext DIGITS = new MathContext(40);
    private static final BigDecimal TAIL = new BigDecimal("0.05");

    @ParameterizedTest
    @ValueSource(strings = {"0.5", "0.25", "0.05", "0.01"})
    void whereItIsAddedUpItIsTheIntervalOfTheDefinition(String p) {
        for (long n = 0; n <= 1_000; n++) {
            if (variance(p, n) <= 100) {
                assertThat(QuantileInterval.of(1 - Double.parseDouble(p), n)).isEqualTo(byDefinition(p, n));
            }
        }
    }

    /** Among them 4371, 33909, 54212 and 111840, where the expansion without its margin is one rank too narrow. */
    @ParameterizedTest
    @CsvSource({
        "0.5, 401",
        "0.1, 1112",
        "0.05, 4300",
        "0.01, 10102",
        "0.01, 33850",
        "0.01, 54200",
        "0.01, 100000",
        "0.001, 111800"
    })
    void whereItIsExpandedItIsNeverNarrowerAndRarelyOneRankWider(String p, long from) {
        int wider = 0;
        for (long n = from; n < from + 100; n++) {
            QuantileInterval interval = QuantileInterval.of(1 - Double.parseDouble(p), n);
            QuantileInterval exact = byDefinition(p, n);

            assertThat(exact.low() - interval.low()).as("low of %s", interval).isBetween(0L, 1L);
            assertThat(interval.high() - exact.high())
                    .as("high of %s", interval)
                    .isBetween(0L, 1L);
            wider += interval.equals(exact) ? 0 : 1;
        }
        assertThat(variance(p, from)).isGreaterThan(100);
        assertThat(wider).isLessThanOrEqualTo(2);
    }

    /** The tolerance is three standard deviations of the number of intervals that hold the quantile. */
    @ParameterizedTest
    @CsvSource({
        "0.95, 10",
        "0.95, 59",
        "0.95, 200",
        "0.95, 5000",
        "0.99, 120",
        "0.99, 299",
        "0.99, 1000",
        "0.99, 20000",
        "0.5, 30"
    })
    void itHoldsTheQuantileAtLeastNineTimesInTen(double q, int n) {
        DoubleUnaryOperator heavyTailed = u -> 1e6 / Math.sqrt(u);
        DoubleUnaryOperator withTies = u -> 1e6 * Math.ceil(1 / Math.sqrt(u));
        DoubleUnaryOperator narrow = u -> 1e6 * (2 - u / 100);

        assertHolds(q, n, heavyTailed);
        assertHolds(q, n, withTies);
        assertHolds(q, n, narrow);
    }

    @Property
    void theQuantileItselfIsWithinTheInterval(
            @ForAll("quantiles") double q, @ForAll @LongRange(min = 1, max = 1L << 50) long n) {
        QuantileInterval interval = QuantileInterval.of(q, n);

        assertThat(Sketch.rank(q, n)).isBetween(interval.low(), interval.high());
        assertThat(interval.low()).isBetween(0L, n);
        assertThat(interval.high()).isBetween(1L, n + 1);
    }

    @Property
    void turningTheSamplesRoundTurnsTheIntervalRound(@ForAll @LongRange(max = 1_000_000) long n) {
        QuantileInterval upper = QuantileInterval.of(.75, n);

        assertThat(QuantileInterval.of(.25, n))
                .isEqualTo(new QuantileInterval(n + 1 - upper.high(), n + 1 - upper.low(), n));
    }

    @Test
    void itGrowsWithTheNumberOfSamplesInProportionToItsRoot() {
        QuantileInterval day = QuantileInterval.of(.99, 1_000_000_000_000L);

        assertThat((day.high() - day.low()) / (2 * 1.6448536 * Math.sqrt(1e12 * .99 * .01)))
                .isBetween(1 - 1e-4, 1 + 1e-4);
    }

    @Provide
    Arbitrary<Double> quantiles() {
        return Arbitraries.of(.001, .01, .05, .25, .5, .75, .9, .95, .99, .999);
    }

    /** @param inverse of the distribution function, falling: of 1 - u */
    private static void assertHolds(double q, int n, DoubleUnaryOperator inverse) {
        int trials = Math.max(200, Math.min(4_000, 2_000_000 / n));
        double quantile = inverse.applyAsDouble(1 - q);
        SplittableRandom random = new SplittableRandom(7);
        QuantileInterval interval = QuantileInterval.of(q, n);
        Sketch sketch = new Sketch();
        int held = 0;
        for (int trial = 0; trial < trials; trial++) {
            sketch.clear();
            for (int i = 0; i < n; i++) {
                sketch.record(inverse.applyAsDouble(1 - random.nextDouble()));
            }
            Double low = interval.lowIn(sketch);
            Double high = interval.highIn(sketch);
            held += (low == null || low <= quantile) && (high == null || quantile <= high) ? 1 : 0;
        }
        assertThat((double) held / trials).isGreaterThanOrEqualTo(.9 - 3 * Math.sqrt(.9 * .1 / trials));
    }

    /** Every probability of Bin(n, p) in forty digits, p being the share above the quantile. */
    private static QuantileInterval byDefinition(String share, long n) {
        BigDecimal p = new BigDecimal(share);
        BigDecimal q = BigDecimal.ONE.subtract(p);
        BigDecimal probability = q.pow((int) n, DIGITS);
        BigDecimal atMost = probability; // P(Bin(n, p) <= k)
        long high = n + 1;
        long k = 0;
        while (atMost.compareTo(BigDecimal.ONE.subtract(TAIL)) < 0) {
            if (atMost.compareTo(TAIL) <= 0) {
                high = n - k; // the sample of this rank is below the quantile only if at most k are above it
            }
            k++;
            probability = probability
                    .multiply(p, DIGITS)
                    .multiply(BigDecimal.valueOf(n + 1 - k))
                    .divide(q.multiply(BigDecimal.valueOf(k)), DIGITS);
            atMost = atMost.add(probability, DIGITS);
        }
        return new QuantileInterval(n - k, high, n);
    }

    private static double variance(String share, long n) {
        double p = Double.parseDouble(share);
        return n * p * (1 - p);
    }
}

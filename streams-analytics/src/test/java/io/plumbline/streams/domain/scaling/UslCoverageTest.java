package io.plumbline.streams.domain.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.streams.domain.scaling.UslVerdict.Fitted;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often the truth lies within the 95 % intervals, by drawing measurements from a known law. */
class UslCoverageTest {
    private static final int DRAWS = 600;
    private static final int FEW_DRAWS = 300;
    private static final Coefficients SPEC_SDM91 = new Coefficients(0.0277, 1.0436e-4, 90);
    private static final double[] LOADS = {1, 18, 36, 72, 108, 144, 216};

    @Test
    void intervalsHoldTheTruthAsOftenAsTheySay() {
        Random random = new Random(20261121);
        List<Fitted> fits = draw(DRAWS, Scatter.EVEN, SPEC_SDM91, rate -> rate + 20 * random.nextGaussian());

        assertHolds(fits, fit -> holds(fit.alpha(), SPEC_SDM91.alpha()));
        assertHolds(fits, fit -> holds(fit.beta(), SPEC_SDM91.beta()));
        assertHolds(fits, fit -> holds(fit.gamma(), SPEC_SDM91.gamma()));
        assertHolds(fits, fit -> holds(fit.peak().orElseThrow(), SPEC_SDM91.peakLoad()));
    }

    @Test
    void soTheyDoWhenTheScatterIsProportionalAndTheyWereTold() {
        Random random = new Random(20261121);
        List<Fitted> fits =
                draw(DRAWS, Scatter.PROPORTIONAL, SPEC_SDM91, rate -> rate * Math.exp(0.03 * random.nextGaussian()));

        assertHolds(fits, fit -> holds(fit.alpha(), SPEC_SDM91.alpha()));
        assertHolds(fits, fit -> holds(fit.beta(), SPEC_SDM91.beta()));
        assertHolds(fits, fit -> holds(fit.gamma(), SPEC_SDM91.gamma()));
        assertHolds(fits, fit -> holds(fit.peak().orElseThrow(), SPEC_SDM91.peakLoad()));
    }

    @Test
    void soTheyNearlyDoWhenItIsProportionalAndTheyWereNotTold() { // beta's would in 90 % if they were not widened
        Random random = new Random(20261121);
        List<Fitted> fits =
                draw(DRAWS, Scatter.EVEN, SPEC_SDM91, rate -> rate * Math.exp(0.03 * random.nextGaussian()));

        assertThat(share(fits, fit -> holds(fit.alpha(), SPEC_SDM91.alpha()))).isGreaterThan(0.92);
        assertThat(share(fits, fit -> holds(fit.beta(), SPEC_SDM91.beta()))).isGreaterThan(0.92);
        assertThat(share(fits, fit -> holds(fit.gamma(), SPEC_SDM91.gamma()))).isGreaterThan(0.92);
        assertThat(share(fits, fit -> holds(fit.peak().orElseThrow(), SPEC_SDM91.peakLoad())))
                .isGreaterThan(0.92);
    }

    @Test
    void atTheBoundTheyHoldItNoLess() {
        Random random = new Random(20261121);
        Coefficients amdahl = new Coefficients(0.05, 0, 90);
        List<Fitted> fits = draw(FEW_DRAWS, Scatter.EVEN, amdahl, rate -> rate + 10 * random.nextGaussian());

        assertThat(share(fits, fit -> fit.beta().isAtBound())).isBetween(0.4, 0.6);
        assertThat(share(fits, fit -> holds(fit.beta(), 0))).isGreaterThan(0.93);
        assertThat(share(fits, fit -> holds(fit.alpha(), 0.05))).isGreaterThan(0.93);
    }

    @Test
    void aPeakIsSeldomClaimedWhereThereIsNone() {
        Random random = new Random(20261121);
        Coefficients amdahl = new Coefficients(0.05, 0, 90);

        assertThat(share(
                        draw(FEW_DRAWS, Scatter.EVEN, amdahl, rate -> rate + 10 * random.nextGaussian()),
                        fit -> fit.peak().isPresent()))
                .isLessThan(0.06);
        assertThat(share(
                        draw(
                                FEW_DRAWS,
                                Scatter.PROPORTIONAL,
                                amdahl,
                                rate -> rate * Math.exp(0.03 * random.nextGaussian())),
                        fit -> fit.peak().isPresent()))
                .isLessThan(0.06);
    }

    private static List<Fitted> draw(int draws, Scatter scatter, Coefficients law, DoubleUnaryOperator measured) {
        UslFitter fitter = new UslFitter(scatter);
        return IntStream.range(0, draws)
                .mapToObj(draw -> (Fitted) fitter.fit(Published.of(law, LOADS).stream()
                        .map(point -> new LoadPoint(point.load(), measured.applyAsDouble(point.throughput())))
                        .toList()))
                .toList();
    }

    private static void assertHolds(List<Fitted> fits, Predicate<Fitted> holds) {
        assertThat(share(fits, holds)).isBetween(0.93, 0.97);
    }

    private static double share(List<Fitted> fits, Predicate<Fitted> holds) {
        return (double) fits.stream().filter(holds).count() / fits.size();
    }

    private static boolean holds(Estimate estimate, double truth) {
        return estimate.low() <= truth && truth <= estimate.high().orElse(Double.POSITIVE_INFINITY);
    }

    private static boolean holds(Peak peak, double truth) {
        return peak.low() <= truth && truth <= peak.high().orElse(Double.POSITIVE_INFINITY);
    }
}

package io.plumbline.streams.domain.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import io.plumbline.streams.domain.scaling.UslVerdict.Fitted;
import io.plumbline.streams.domain.scaling.UslVerdict.Inconclusive;
import io.plumbline.streams.domain.scaling.UslVerdict.Rank;
import io.plumbline.streams.domain.scaling.UslVerdict.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class UslFitterTest {
    private static final Percentage TO_1E_5 = withPercentage(1e-3);
    private static final Percentage TO_1E_4 = withPercentage(1e-2);

    @Test
    void reproducesThePublishedFitOfSpecSdm91() {
        Fitted fit = fitted(Published.SPEC_SDM91);

        assertThat(fit.alpha().value()).isCloseTo(0.0277284756, TO_1E_5);
        assertThat(fit.beta().value()).isCloseTo(1.043654842e-4, TO_1E_5);
        assertThat(fit.gamma().value()).isCloseTo(89.99523, TO_1E_5);
        assertThat(fit.alpha().standardError().orElseThrow()).isCloseTo(0.0091217, TO_1E_4);
        assertThat(fit.beta().standardError().orElseThrow()).isCloseTo(1.98753e-5, TO_1E_4);
        assertThat(fit.gamma().standardError().orElseThrow()).isCloseTo(14.21349, TO_1E_4);
        assertThat(fit.chosen()).isEqualTo(ScalingModel.USL);
        assertThat(fit.warnings()).isEmpty();
    }

    @Test
    void reproducesThePublishedPeakOfSpecSdm91() {
        Peak peak = fitted(Published.SPEC_SDM91).peak().orElseThrow();

        assertThat(peak.load()).isCloseTo(96.51956, TO_1E_4);
        assertThat(peak.throughput()).isCloseTo(1883.899, TO_1E_4);
        double margin = 2.776445 * 8.988; // t(.975, 4) times the published standard error
        assertThat(peak.low()).isCloseTo(96.51956 - margin, within(0.01));
        assertThat(peak.high().orElseThrow()).isCloseTo(96.51956 + margin, within(0.01));
        assertThat(peak.extrapolated()).isFalse();
    }

    @Test
    void aPeakBeyondTheMeasuredLoadsIsMarkedAsAnExtrapolation() {
        Fitted fit = fitted(Published.RAYTRACER.subList(0, 6));

        assertThat(fit.alpha().value()).isCloseTo(0.02444404, TO_1E_5);
        assertThat(fit.beta().value()).isCloseTo(0.00162681, TO_1E_4);
        assertThat(fit.gamma().value()).isCloseTo(20.85605, TO_1E_5);
        assertThat(fit.peak().orElseThrow().load()).isCloseTo(24.488, TO_1E_4);
        assertThat(fit.peak().orElseThrow().extrapolated()).isTrue();
        assertThat(fit.warnings())
                .anyMatch(warning -> warning.contains("extrapolation") && warning.contains("1.2 times"));
    }

    @Test
    void noPeakIsClaimedWhereBetaIsAtItsBound() {
        Fitted fit = fitted(Published.RAYTRACER);

        assertThat(fit.beta().value()).isZero();
        assertThat(fit.beta().isAtBound()).isTrue();
        assertThat(fit.beta().high().orElseThrow()).isPositive();
        assertThat(fit.peak()).isEmpty();
        assertThat(fit.chosen()).isEqualTo(ScalingModel.AMDAHL);
        assertThat(fit.residualStandardError()).isCloseTo(9.335669, TO_1E_5);
        assertThat(fit.warnings()).anyMatch(warning -> warning.contains("no peak observed up to a load of 64"));
    }

    @Test
    void aPeakThatOnlyNoiseSuggestsIsNotClaimed() { // Amdahl's law with a beta that the scatter explains
        List<LoadPoint> noisy =
                Published.points(new double[] {1, 2, 4, 8, 16, 32}, new double[] {101, 188, 352, 590, 930, 1240});

        Fitted fit = fitted(noisy);

        assertThat(fit.beta().value()).isPositive();
        assertThat(fit.beta().excludesZero()).isFalse();
        assertThat(fit.peak()).isEmpty();
        assertThat(fit.warnings()).anyMatch(warning -> warning.contains("beta's interval reaches 0"));
    }

    @Test
    void aPeakThatOnlyTheGreatestLoadSuggestsIsNotClaimed() { // linear, each point some 5 % off
        Fitted fit = fitted(Published.points(
                new double[] {1, 2, 4, 8, 16, 32, 64}, new double[] {10.8, 18.8, 43.4, 87.6, 156.9, 333.7, 614.2}));

        assertThat(fit.beta().excludesZero()).isTrue();
        assertThat(fit.peak()).isEmpty();
        assertThat(fit.warnings()).anyMatch(warning -> warning.contains("seen so they need no coherency"));
    }

    @Test
    void intervalsAreWidenedWherePointsClearlyScatterOtherwise() {
        Fitted fit = fitted(Published.points(
                new double[] {1, 2, 4, 8, 16, 32, 64}, new double[] {10.5, 20.4, 39.5, 84.0, 158.7, 330.1, 628.6}));

        double t = 2.776445; // t(.975, 4)
        assertThat(fit.gamma().high().orElseThrow())
                .isGreaterThan(
                        fit.gamma().value() + t * fit.gamma().standardError().orElseThrow());
        assertThat(fit.warnings()).anyMatch(warning -> warning.contains("scatter proportional would fit them better"));
    }

    @Test
    void findsTheLawThatExactDataFollow() {
        Coefficients usl = new Coefficients(0.03, 2e-4, 12.5);
        double[] loads = {10, 20, 40, 80, 160};

        Fitted fit = fitted(Published.of(usl, loads));

        assertThat(fit.alpha().value()).isCloseTo(0.03, TO_1E_5);
        assertThat(fit.beta().value()).isCloseTo(2e-4, TO_1E_5);
        assertThat(fit.gamma().value()).isCloseTo(12.5, TO_1E_5);
        assertThat(fit.chosen()).isEqualTo(ScalingModel.USL);
        assertThat(fitted(Published.of(new Coefficients(0.03, 0, 5), loads)).chosen())
                .isEqualTo(ScalingModel.AMDAHL);
        assertThat(fitted(Published.of(new Coefficients(0, 0, 5), loads)).chosen())
                .isEqualTo(ScalingModel.LINEAR);
    }

    @Test
    void linearDataHaveNoContentionNoCoherencyAndNoPeak() {
        Fitted fit = fitted(noisy(new Coefficients(0, 0, 7), 0.02, 2, 1, 2, 4, 8, 16, 32, 64));

        assertThat(fit.chosen()).isEqualTo(ScalingModel.LINEAR);
        assertThat(fit.peak()).isEmpty();
        assertThat(fit.alpha().low()).isZero();
        assertThat(fit.beta().low()).isZero();
    }

    @Test
    void fourPointsAreFittedAndAiccSaysThatItCannotJudge() {
        Fitted fit = fitted(Published.of(new Coefficients(0.1, 0.002, 50), 1, 4, 16, 64));

        assertThat(fit.ranks().stream().filter(rank -> rank.aicc().isEmpty()).map(Rank::model))
                .containsExactly(ScalingModel.USL);
        assertThat(fit.chosen()).isEqualTo(ScalingModel.USL); // beta's interval excludes 0
        assertThat(fit.peak().orElseThrow().load()).isCloseTo(Math.sqrt(0.9 / 0.002), TO_1E_5);
        assertThat(fit.warnings()).anyMatch(warning -> warning.contains("AICc cannot judge"));
    }

    @Test
    void fewerThanFourPointsAreInconclusive() {
        assertThat(inconclusive(Published.SPEC_SDM91.subList(0, 3)).reason()).isEqualTo(Reason.TOO_FEW_POINTS);
        assertThat(inconclusive(List.of()).words())
                .contains("at least 4 points")
                .contains("are 0");
    }

    @Test
    void fewerThanThreeLoadsAreInconclusive() {
        assertThat(inconclusive(Collections.nCopies(6, new LoadPoint(8, 100))).words())
                .contains("same load");
        List<LoadPoint> two =
                List.of(new LoadPoint(1, 10), new LoadPoint(1, 11), new LoadPoint(2, 19), new LoadPoint(2, 20));
        assertThat(inconclusive(two).reason()).isEqualTo(Reason.TOO_FEW_LOADS);
    }

    @Test
    void figuresThatAreNotPositiveAreInconclusive() {
        for (LoadPoint nonsense : List.of(
                new LoadPoint(0, 5),
                new LoadPoint(4, 0),
                new LoadPoint(-4, 5),
                new LoadPoint(4, -5),
                new LoadPoint(4, Double.NaN),
                new LoadPoint(Double.POSITIVE_INFINITY, 1))) {
            List<LoadPoint> points = new ArrayList<>(Published.SPEC_SDM91);
            points.add(nonsense);
            assertThat(inconclusive(points).reason()).as("%s", nonsense).isEqualTo(Reason.NOT_POSITIVE);
        }
    }

    @Test
    void throughputThatGrowsFasterThanTheLoadIsInconclusive() {
        List<LoadPoint> quadratic =
                Published.points(new double[] {1, 2, 4, 8, 16}, new double[] {10, 21, 46, 101, 222});

        Inconclusive verdict = inconclusive(quadratic);

        assertThat(verdict.reason()).isEqualTo(Reason.SUPER_LINEAR);
        assertThat(verdict.words()).contains("from 10.00 at load 1.000 to 13.88 at load 16.00");
    }

    @Test
    void aSuperLinearStretchIsWarnedOf() {
        Fitted fit = fitted(Published.points(new double[] {1, 2, 4, 8, 16, 32}, new double[] {10, 25, 52, 90, 80, 50}));

        assertThat(fit.alpha().isAtBound()).isTrue();
        assertThat(fit.warnings()).anyMatch(warning -> warning.contains("rises in places"));
    }

    @Test
    void throughputThatOnlyFallsHasNoPeakThatWasMeasured() {
        Fitted fit =
                fitted(Published.points(new double[] {10, 20, 40, 80, 160}, new double[] {100, 50, 25, 12.5, 6.25}));

        assertThat(fit.peak()).isEmpty();
        assertThat(fit.warnings()).anyMatch(warning -> warning.contains("does not rise from the smallest load"));
    }

    @Test
    void throughputThatDoesNotChangeLeavesCoherencyOpen() {
        Fitted fit = fitted(Published.points(new double[] {10, 20, 40, 80, 160}, new double[] {5, 5.1, 4.9, 5, 5.05}));

        assertThat(fit.chosen()).isEqualTo(ScalingModel.AMDAHL);
        assertThat(fit.peak()).isEmpty();
        assertThat(fit.beta().high()).isEmpty(); // a greater gamma makes up for any
    }

    @Test
    void throughputThatFallsFasterThanTheLawCanIsInconclusive() {
        assertThat(inconclusive(Published.points(
                                new double[] {10, 20, 40, 80, 160}, new double[] {100, 26, 6.2, 1.6, 0.4}))
                        .reason())
                .isEqualTo(Reason.NOT_DETERMINED);
    }

    @Test
    void severalPointsAtOneLoadAllCount() {
        List<LoadPoint> twice = new ArrayList<>(Published.SPEC_SDM91);
        twice.addAll(Published.SPEC_SDM91);

        Fitted once = fitted(Published.SPEC_SDM91);
        Fitted both = fitted(twice);

        assertThat(both.points()).isEqualTo(14);
        assertThat(both.alpha().value()).isCloseTo(once.alpha().value(), TO_1E_5);
        assertThat(both.alpha().standardError().orElseThrow())
                .isLessThan(once.alpha().standardError().orElseThrow());
    }

    @Test
    void contentionAndCoherencyCompareAtALoad() {
        Coefficients law = new Coefficients(0.02, 0.001, 10);

        assertThat(law.contentionAt(11)).isCloseTo(0.2, within(1e-12));
        assertThat(law.coherencyAt(11)).isCloseTo(0.11, within(1e-12));
    }

    private static List<LoadPoint> noisy(Coefficients law, double share, long seed, double... loads) {
        Random random = new Random(seed);
        return Published.of(law, loads).stream()
                .map(point -> new LoadPoint(point.load(), point.throughput() * (1 + share * random.nextGaussian())))
                .toList();
    }

    private static Fitted fitted(List<LoadPoint> points) {
        UslVerdict verdict = new UslFitter(Scatter.EVEN).fit(points);
        assertThat(verdict).isInstanceOf(Fitted.class);
        return (Fitted) verdict;
    }

    private static Inconclusive inconclusive(List<LoadPoint> points) {
        UslVerdict verdict = new UslFitter(Scatter.EVEN).fit(points);
        assertThat(verdict).isInstanceOf(Inconclusive.class);
        return (Inconclusive) verdict;
    }
}

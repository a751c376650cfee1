package io.plumbline.streams.domain.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.plumbline.streams.domain.scaling.UslVerdict.Fitted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;

class UslFitterPropertyTest {
    private static final double[] LOADS = {1, 2, 4, 8, 16, 32, 64, 128};

    @Property(tries = 100)
    void findsWhateverLawExactDataFollow(
            @ForAll @Scale(9) @DoubleRange(min = 0.001, max = 0.5) double alpha,
            @ForAll @Scale(9) @DoubleRange(min = 1e-5, max = 0.01) double beta,
            @ForAll @Scale(9) @DoubleRange(min = 1e-3, max = 1e6) double gamma,
            @ForAll Scatter scatter) {
        Fitted fit = fit(scatter, Published.of(new Coefficients(alpha, beta, gamma), LOADS));

        assertThat(fit.alpha().value()).isCloseTo(alpha, withPercentage(1e-3));
        assertThat(fit.beta().value()).isCloseTo(beta, withPercentage(1e-3));
        assertThat(fit.gamma().value()).isCloseTo(gamma, withPercentage(1e-3));
        assertThat(fit.chosen()).isEqualTo(ScalingModel.USL);
        assertThat(fit.peak().orElseThrow().load()).isCloseTo(Math.sqrt((1 - alpha) / beta), withPercentage(1e-3));
    }

    @Property(tries = 100)
    void theUnitOfThroughputAndTheOrderOfPointsDoNotMatter(
            @ForAll long seed,
            @ForAll @Scale(9) @DoubleRange(min = 1e-6, max = 1e9) double unit,
            @ForAll Scatter scatter) {
        List<LoadPoint> points = noisy(new Random(seed));
        List<LoadPoint> others = new ArrayList<>(points.stream()
                .map(point -> new LoadPoint(point.load(), unit * point.throughput()))
                .toList());
        Collections.shuffle(others, new Random(seed));

        Fitted fit = fit(scatter, points);
        Fitted other = fit(scatter, others);
        assertThat(other.alpha().value()).isCloseTo(fit.alpha().value(), withPercentage(0.01));
        assertThat(other.beta().value()).isCloseTo(fit.beta().value(), withPercentage(0.01));
        assertThat(other.gamma().value()).isCloseTo(unit * fit.gamma().value(), withPercentage(0.01));
        assertThat(other.chosen()).isEqualTo(fit.chosen());
        assertThat(other.peak().isPresent()).isEqualTo(fit.peak().isPresent());
    }

    private static List<LoadPoint> noisy(Random random) {
        return Published.of(new Coefficients(0.05, 0.001, 100), LOADS).stream()
                .map(point -> new LoadPoint(point.load(), point.throughput() * (1 + 0.02 * random.nextGaussian())))
                .toList();
    }

    private static Fitted fit(Scatter scatter, List<LoadPoint> points) {
        return (Fitted) new UslFitter(scatter).fit(points);
    }
}

package io.plumbline.streams.domain.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.streams.domain.trend.MemoryVerdict.Inconclusive;
import io.plumbline.streams.domain.trend.MemoryVerdict.Leaking;
import io.plumbline.streams.domain.trend.MemoryVerdict.Stable;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryGrowthTest {
    private static final double MEBIBYTE = 1L << 20;
    private static final int SAMPLES = 3000; // five minutes, ten a second
    private static final double SECONDS = 300;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aFloorThatGrowsToTheEndIsALeak(long seed) {
        Leaking leak = (Leaking) judge(seconds -> 200 * MEBIBYTE + 0.2 * MEBIBYTE * seconds, seed);

        assertThat(leak.slope().value()).isCloseTo(0.2 * MEBIBYTE, within(0.04 * MEBIBYTE));
        assertThat(leak.slope().low()).isPositive();
        assertThat(leak.pValue()).isLessThan(0.01);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void garbageAloneIsNone(long seed) {
        Stable stable = (Stable) judge(seconds -> 200 * MEBIBYTE, seed);

        assertThat(stable.slope().high() * SECONDS).isLessThan(0.05 * 200 * MEBIBYTE);
    }

    @Test
    void aCacheThatFillsAfterTheStartIsNone() {
        assertThat(judge(seconds -> (200 + 80 * Math.min(1, seconds / 60)) * MEBIBYTE, 1))
                .isInstanceOf(Stable.class);
    }

    @Test
    void growthThatEndsInTheMiddleIsNoLeak() {
        assertThat(judge(seconds -> (200 + 80 * Math.min(1, seconds / 170)) * MEBIBYTE, 1))
                .isNotInstanceOf(Leaking.class);
    }

    @Test
    void aFloorThatOnlyWandersIsInconclusive() {
        Random random = new Random(7);
        double[] walk = new double[(int) SECONDS + 1];
        for (int i = 1; i < walk.length; i++) {
            walk[i] = walk[i - 1] + random.nextGaussian();
        }

        MemoryVerdict verdict = judge(seconds -> (200 + 2 * walk[(int) seconds]) * MEBIBYTE, 1);

        assertThat(verdict).isInstanceOf(Inconclusive.class);
        assertThat(((Inconclusive) verdict).reason()).contains("bytes a second").contains("measure longer");
    }

    @Test
    void fewSamplesAreInconclusive() {
        List<TimedValue> few =
                IntStream.range(0, 12).mapToObj(i -> new TimedValue(i, i)).toList();

        assertThat(((Inconclusive) MemoryGrowth.DEFAULT.judge(few)).reason())
                .contains("20 stretches")
                .contains("only 12");
        assertThat(MemoryGrowth.DEFAULT.judge(List.of())).isInstanceOf(Inconclusive.class);
    }

    private static MemoryVerdict judge(DoubleUnaryOperator floor, long seed) {
        Random random = new Random(seed);
        return MemoryGrowth.DEFAULT.judge(IntStream.range(0, SAMPLES)
                .mapToObj(i -> SECONDS * i / SAMPLES)
                .map(seconds -> new TimedValue(
                        seconds, floor.applyAsDouble(seconds) + garbage(seconds) + MEBIBYTE * random.nextGaussian()))
                .toList());
    }

    /** Between two collections, 7 seconds apart, 60 MiB gather. */
    private static double garbage(double seconds) {
        return 60 * MEBIBYTE * (seconds % 7) / 7;
    }
}

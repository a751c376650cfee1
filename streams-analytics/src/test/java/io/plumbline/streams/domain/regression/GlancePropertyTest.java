package io.plumbline.streams.domain.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GlancePropertyTest {
    private static final int REACH = 6;
    private static final double TOLERANCE = .1;

    /** A series that it lets pass has no place where the medians differ: nothing is missed for a quick look. */
    @Property(seed = "1", tries = 2_000)
    void overlooksNoPlaceWhereMediansDifferByMoreThanTheTolerance(@ForAll("series") double[] values) {
        int first = Math.max(1, values.length / 2);
        boolean differs = false;
        for (int onset = first; onset < values.length; onset++) {
            double before = Robust.median(Arrays.copyOfRange(values, Math.max(0, onset - REACH), onset));
            double after = Robust.median(Arrays.copyOfRange(values, onset, values.length));
            differs |= Math.abs(after - before) > TOLERANCE * Math.abs(before);
        }
        if (differs) {
            assertThat(new Glance(values, REACH, TOLERANCE).mayHaveChangedFrom(first))
                    .isTrue();
        }
    }

    @Example
    void hasNoSecondLookAtASeriesThatHardlyMoves() {
        double[] steady = SeriesMaker.noisy(200, .03, 1, i -> 100);

        assertThat(new Glance(steady, 30, TOLERANCE).mayHaveChangedFrom(170)).isFalse();
    }

    @Provide
    Arbitrary<double[]> series() {
        Arbitrary<Double> value = Arbitraries.oneOf(
                Arbitraries.doubles().between(95, 125).ofScale(1),
                Arbitraries.doubles().between(-3, 3).ofScale(0));
        return value.array(double[].class).ofMinSize(2).ofMaxSize(24);
    }
}

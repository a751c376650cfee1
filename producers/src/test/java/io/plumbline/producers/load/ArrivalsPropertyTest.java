package io.plumbline.producers.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class ArrivalsPropertyTest {
    @Property
    void dueTimesNeverGoBackAndAreWithinTheRun(@ForAll("arrivals") Arrivals arrivals) {
        long before = 0;
        for (long n = 0; n < arrivals.count(); n++) {
            assertThat(arrivals.dueNanos(n)).isGreaterThanOrEqualTo(before).isLessThan(arrivals.endNanos());
            before = arrivals.dueNanos(n);
        }
        assertThat(arrivals.dueNanos(0)).isZero();
    }

    @Property
    void anEvenRateHasItsCountInEveryRun(
            @ForAll @DoubleRange(min = 1, max = 5_000) double perSecond,
            @ForAll @IntRange(min = 1, max = 20) int seconds) {
        Arrivals arrivals = new Arrivals.Constant(perSecond, Duration.ofSeconds(seconds));

        assertThat((double) arrivals.count()).isCloseTo(perSecond * seconds, within(1.0));
    }

    /** Until t there are a t + (b - a) t^2 / (2 T): the time that is computed must have its number. */
    @Property
    void aRampHasSoManyOperationsBeforeEachDueTime(
            @ForAll @DoubleRange(min = 1, max = 2_000) double from,
            @ForAll @DoubleRange(min = 1, max = 2_000) double to,
            @ForAll @DoubleRange(min = 0, max = 1) double where) {
        Arrivals ramp = new Arrivals.Ramp(from, to, Duration.ofSeconds(10));
        long n = (long) (where * (ramp.count() - 1));
        double t = ramp.dueNanos(n) / 1e9;

        assertThat(from * t + (to - from) * t * t / 20).isCloseTo((double) n, within(1e-3));
    }

    @Example
    void aBurstIsDueAtOnce() {
        Arrivals bursts = new Arrivals.Bursts(50, Duration.ofSeconds(1), 3);

        assertThat(bursts.count()).isEqualTo(150);
        assertThat(bursts.dueNanos(49)).isZero();
        assertThat(bursts.dueNanos(50)).isEqualTo(1_000_000_000);
        assertThat(bursts.endNanos()).isEqualTo(3_000_000_000L);
    }

    @Provide
    Arbitrary<Arrivals> arrivals() {
        Arbitrary<Double> rate = Arbitraries.doubles().between(1, 300);
        Arbitrary<Duration> time = Arbitraries.integers().between(100, 5_000).map(Duration::ofMillis);
        return Arbitraries.oneOf(
                Combinators.combine(rate, time).as(Arrivals.Constant::new),
                Combinators.combine(rate, rate, time.map(t -> t.plusSeconds(2))).as(Arrivals.Ramp::new),
                Combinators.combine(
                                Arbitraries.integers().between(1, 50),
                                time,
                                Arbitraries.integers().between(1, 20))
                        .as(Arrivals.Bursts::new));
    }
}

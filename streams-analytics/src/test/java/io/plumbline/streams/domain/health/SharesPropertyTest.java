package io.plumbline.streams.domain.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class SharesPropertyTest {
    private static final double Z = 1.6448536269514722;

    /** What defines the interval: its end is the share from which the one that was seen is exactly z deviations away. */
    @Property
    void theEndIsAsFarAwayAsItShouldBe(
            @ForAll @LongRange(min = 1, max = 1_000_000) long of,
            @ForAll @LongRange(min = 1, max = 1_000_000) long some) {
        long hits = 1 + (some - 1) % of;
        double seen = (double) hits / of;

        double end = Shares.atLeast(hits, of);

        assertThat(end).isBetween(0.0, seen);
        assertThat((seen - end) / Math.sqrt(end * (1 - end) / of)).isCloseTo(Z, within(1e-6));
    }

    @Property
    void moreHitsAreNeverLessCertain(
            @ForAll @LongRange(min = 2, max = 100_000) long of, @ForAll @LongRange(max = 100_000) long some) {
        long hits = some % of;

        assertThat(Shares.atLeast(hits + 1, of)).isGreaterThan(Shares.atLeast(hits, of));
    }

    @Example
    void ofNoneNothingIsCertain() {
        assertThat(Shares.atLeast(0, 1)).isZero();
        assertThat(Shares.atLeast(0, 1_000_000)).isZero();
    }
}

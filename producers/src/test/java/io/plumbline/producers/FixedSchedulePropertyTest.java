package io.plumbline.producers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class FixedSchedulePropertyTest {
    /** Origins near the overflow of the monotonic clock are as good as any. */
    @Property
    void theNextDueTimeIsTheFirstThatHasNotPassed(
            @ForAll long origin,
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long interval,
            @ForAll @LongRange(max = 1_000_000_000_000_000L) long elapsed) {
        FixedSchedule schedule = new FixedSchedule(origin, interval);
        long now = origin + elapsed;

        long next = schedule.next(now);

        assertThat(schedule.due(next) - now).isBetween(0L, interval - 1);
        assertThat(schedule.next(schedule.due(next))).isEqualTo(next);
    }

    @Property
    void whoJoinsLaterIsInStep(
            @ForAll long origin,
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long interval,
            @ForAll @LongRange(max = 1_000_000_000_000_000L) long elapsed) {
        FixedSchedule schedule = new FixedSchedule(origin, interval);

        FixedSchedule joined = schedule.from(origin + elapsed);

        assertThat(joined.originNanos() - (origin + elapsed)).isBetween(0L, interval - 1);
        assertThat(joined.due(3)).isEqualTo(schedule.due(schedule.next(origin + elapsed) + 3));
        assertThat(joined.later(5).due(3)).isEqualTo(joined.due(3) + 5);
    }

    @Example
    void beforeTheOriginTheFirstIsNext() {
        assertThat(new FixedSchedule(1_000, 10).next(-5)).isZero();
    }

    @Example
    void anIntervalMustBePositive() {
        assertThatThrownBy(() -> new FixedSchedule(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}

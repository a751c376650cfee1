package io.plumbline.streams.domain.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CoveragePropertyTest {
    private static final int LENGTH = 7;

    @Property
    void whatOverlapsCountsOnce(@ForAll @Size(max = 30) List<@IntRange(max = 200) Integer> starts) {
        BitSet seconds = new BitSet();
        starts.forEach(start -> seconds.set(start, start + LENGTH));

        assertThat(covered(starts).micros()).isEqualTo(seconds.cardinality());
        assertThat(covered(starts).stretches()).hasSize((int) stretches(seconds));
    }

    @Property
    void mergingIsTheSameAsAddingTogetherInAnyOrder(
            @ForAll @Size(max = 20) List<@IntRange(max = 200) Integer> left,
            @ForAll @Size(max = 20) List<@IntRange(max = 200) Integer> right) {
        Coverage together = covered(left);
        right.forEach(start -> together.add(start, start + LENGTH));
        Coverage merged = covered(left);
        merged.merge(covered(right));
        Coverage otherWay = covered(right);
        otherWay.merge(covered(left));

        assertThat(merged.stretches()).isEqualTo(together.stretches());
        assertThat(otherWay.stretches()).isEqualTo(together.stretches());
    }

    @Example
    void beyondTheLimitTheNarrowestGapIsTakenForCovered() {
        Coverage coverage = new Coverage();
        for (int i = 0; i < Coverage.MAX_STRETCHES; i++) {
            coverage.add(10L * i, 10L * i + 1); // gaps of 9
        }
        long next = 10L * Coverage.MAX_STRETCHES;
        coverage.add(next - 4, next); // a gap of 5 before it

        assertThat(coverage.stretches()).hasSize(Coverage.MAX_STRETCHES).containsEntry(next - 10, next);
        assertThat(coverage.micros()).isEqualTo(Coverage.MAX_STRETCHES + 4 + 5);
    }

    private static Coverage covered(List<Integer> starts) {
        Coverage coverage = new Coverage();
        starts.forEach(start -> coverage.add(start, start + LENGTH));
        return coverage;
    }

    private static long stretches(BitSet covered) {
        return covered.stream().filter(second -> !covered.get(second + 1)).count();
    }
}

package io.plumbline.producers.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class DigitSortPropertyTest {
    @Property
    void sortsAsEverybodyElseDoesAndLeavesWhatItWasGiven(@ForAll @Size(min = 1, max = 50) int[] any) {
        int[] numbers = IntStream.of(any).map(n -> n & Integer.MAX_VALUE).toArray();
        int[] before = numbers.clone();
        DigitSort sort = new DigitSort(numbers.length);

        for (int time = 0; time < 2; time++) {
            assertThat(sort.sorted(numbers))
                    .isEqualTo(IntStream.of(before).sorted().toArray());
        }
        assertThat(numbers).isEqualTo(before);
    }
}

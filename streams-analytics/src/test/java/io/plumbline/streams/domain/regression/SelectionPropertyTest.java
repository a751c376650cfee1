package io.plumbline.streams.domain.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

class SelectionPropertyTest {
    @Property(tries = 500)
    void findsWhatSortingPutsThere(
            @ForAll @NotEmpty @Size(max = 60) List<@IntRange(max = 20) Integer> few,
            @ForAll @NotEmpty @Size(max = 60) List<@DoubleRange(min = -1e9, max = 1e9) Double> many,
            @ForAll @IntRange(max = 59) int rank) {
        assertSelects(few.stream().mapToDouble(Integer::doubleValue).toArray(), rank);
        assertSelects(many.stream().mapToDouble(Double::doubleValue).toArray(), rank);
    }

    private static void assertSelects(double[] values, int rank) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int k = rank % values.length;

        assertThat(Selection.select(values.clone(), k)).isEqualTo(sorted[k]);
        double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        assertThat(Robust.median(values)).isEqualTo(median);
    }
}

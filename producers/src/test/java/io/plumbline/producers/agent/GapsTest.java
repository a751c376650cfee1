package io.plumbline.producers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.producers.spool.Batches;
import io.plumbline.producers.spool.SpoolRecord;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.ResourceSample;
import java.util.List;
import org.junit.jupiter.api.Test;

class GapsTest {
    @Test
    void runsOfNumbersOfOneBootAreDeclaredTogetherAndBootsApart() {
        List<SpoolRecord> gaps = Gaps.inPlaceOf(List.of(
                Batches.batch("a", 0, 3),
                Batches.batch("a", 5, 2, 2),
                Batches.batch("a", 10, 1),
                Batches.batch("b", 4, 1)));

        assertThat(gaps)
                .extracting(gap -> (MeasurementBatch) gap.value())
                .extracting(gap -> gap.getBoot() + ": " + gap.getDroppedBefore() + " before " + gap.getFirstSequence())
                .containsExactly("a: 7 before 7", "a: 1 before 11", "b: 1 before 5");
        assertThat(gaps)
                .allMatch(gap ->
                        ((MeasurementBatch) gap.value()).getMeasurements().isEmpty());
    }

    @Test
    void whatCarriesNoMeasurementsShowsAsAGapInItsOwnNumbers() {
        assertThat(Gaps.inPlaceOf(List.of(new SpoolRecord("resources", "node", 0, new ResourceSample()))))
                .isEmpty();
    }
}

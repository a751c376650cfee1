package io.plumbline.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.schemas.event.WindowStats;
import io.plumbline.schemas.serde.Sketches;
import io.plumbline.sketch.Sketch;
import io.plumbline.streams.domain.regression.watch.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Of 100 events that took 1 to 100 ns, 96 of them good, in ten seconds. */
class CertaintyTest {
    private final WindowStats row = row(100);

    @Test
    void aMedianIsAtLeastTheLowerEndOfItsInterval() { // rank 42 of 100: Conover, table A3
        assertThat(Certainty.atBest(row, Metric.P50)).isCloseTo(42, within(.4));
    }

    @Test
    void otherQuantilesHaveTheirIntervalsInTheRow() {
        row.setP95LowNanos(90.0);
        row.setP99LowNanos(null);

        assertThat(Certainty.atBest(row, Metric.P95)).isEqualTo(90);
        assertThat(Certainty.atBest(row, Metric.P99)).isNaN();
    }

    @Test
    void aMeanIsUncertainByItsStandardError() {
        assertThat(Certainty.atBest(row, Metric.MEAN)).isCloseTo(50.5 - 1.645 * 2.887, within(.01));
    }

    @Test
    void moreMayHaveSucceededThanDid() { // Wilson's interval of 4 in 100, 90 %: from 1.81 %
        assertThat(Certainty.atBest(row, Metric.SUCCESS)).isCloseTo(.9819, within(1e-4));
    }

    @Test
    void aRateIsCounted() {
        assertThat(Certainty.atBest(row, Metric.RATE)).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void aWindowWithoutEventsCannotSay(Metric metric) {
        assertThat(Certainty.atBest(row(0), metric)).isNaN();
    }

    private static WindowStats row(int count) {
        Sketch sketch = new Sketch();
        for (int nanos = 1; nanos <= count; nanos++) {
            sketch.record(nanos);
        }
        WindowStats row = new WindowStats();
        row.setWindowMillis(10_000);
        row.setCount(count);
        row.setOkCount(Math.max(0, count - 4));
        row.setMeanNanos(50.5);
        row.setStdDevNanos(28.87);
        row.setResponse(Sketches.toData(sketch));
        return row;
    }
}

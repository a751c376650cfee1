package io.plumbline.streams.topology;

import static io.plumbline.streams.topology.Agent.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.WindowStats;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a row says of its own percentiles, and of service times: durations are 1 us, 2 us, 3 us and so on. */
class FiguresTest {
    private static final double ERROR = 1.0 / 64; // a bucket from end to end

    @Test
    void aPercentileOfEnoughSamplesHasBothEnds() {
        WindowStats row = rowOf(events(1_000));

        assertThat(row.getP95LowNanos()).isCloseTo(938_000, within(938_000 * ERROR));
        assertThat(row.getP95HighNanos()).isCloseTo(962_000, within(962_000 * ERROR));
        assertThat(row.getP99LowNanos()).isCloseTo(985_000, within(985_000 * ERROR));
        assertThat(row.getP99HighNanos()).isCloseTo(996_000, within(996_000 * ERROR));
        assertThat(row.getP99Nanos()).isBetween(row.getP99LowNanos(), row.getP99HighNanos());
        assertThat(row.getP99FewSamples()).isFalse();
    }

    @Test
    void aP99OfFewSamplesIsMarkedAndHasNoUpperEnd() {
        WindowStats row = rowOf(events(298));

        assertThat(row.getP99FewSamples()).isTrue();
        assertThat(row.getP99HighNanos()).isNull();
        assertThat(row.getP99LowNanos()).isCloseTo(292_000, within(292_000 * ERROR));
        assertThat(row.getP95HighNanos()).isNotNull();
        assertThat(rowOf(events(299)).getP99FewSamples()).isFalse();
    }

    @Test
    void anEndThatTooFewSamplesHaveIsNull() {
        WindowStats row = rowOf(events(58));

        assertThat(row.getP95HighNanos()).isNull();
        assertThat(row.getP95LowNanos()).isNotNull();
    }

    @Test
    void serviceTimeHasFiguresWhereItIsKnownAndNoneWhereItIsNot() {
        Measurement[] events = events(3);
        events[0].setServiceNanos(400L);
        events[1].setServiceNanos(600L);
        WindowStats row = rowOf(events);

        assertThat(row.getServiceMeanNanos()).isEqualTo(500);
        assertThat(row.getServiceP50Nanos()).isEqualTo(400);
        assertThat(row.getServiceP95Nanos()).isEqualTo(600);
        assertThat(row.getServiceP99Nanos()).isEqualTo(600);
        WindowStats unknown = rowOf(events(3));
        assertThat(Arrays.asList(
                        unknown.getServiceMeanNanos(),
                        unknown.getServiceP50Nanos(),
                        unknown.getServiceP95Nanos(),
                        unknown.getServiceP99Nanos()))
                .containsOnlyNulls();
    }

    private static Measurement[] events(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> event("charge", 500, 1_000L * i))
                .toArray(Measurement[]::new);
    }

    private static WindowStats rowOf(Measurement... events) {
        try (Pipeline alone = new Pipeline()) {
            alone.send(new Agent("a").batch(events));
            alone.send(new Agent("b").batch(event("other", 9_000, 1)));
            return alone.clusterRows(Duration.ofSeconds(1)).get(0);
        }
    }
}

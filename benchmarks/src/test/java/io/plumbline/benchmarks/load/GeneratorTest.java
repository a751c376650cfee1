package io.plumbline.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.settings.ConfigException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratorTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherOneOthers() throws IOException {
        assertThat(bytes(1)).isEqualTo(bytes(1)).isNotEqualTo(bytes(2));
    }

    @ParameterizedTest
    @CsvSource({"20003,1,1000,1000", "20003,10,1000,1000", "20003,100,10,10", "20003,100,100000,1003"})
    void everyEventOfEverySeriesIsThereOnce(long events, int batch, int series, int reached) {
        Map<String, Long> nextSequence = new HashMap<>();
        Set<String> seen = new HashSet<>();
        long count = 0;
        for (Generator generator = generator(events, batch, series, 1); generator.hasNext(); ) {
            MeasurementBatch next = generator.next();
            assertThat(next.getFirstSequence()).isEqualTo(nextSequence.getOrDefault(next.getNode(), 0L));
            nextSequence.merge(next.getNode(), (long) next.getMeasurements().size(), Long::sum);
            next.getMeasurements().forEach(m -> seen.add(next.getNode() + "/" + m.getOperation()));
            count += next.getMeasurements().size();
        }
        assertThat(count).isEqualTo(events);
        assertThat(seen).hasSize(reached);
    }

    @ParameterizedTest
    @CsvSource({"1,1000", "100,1000", "100,10"})
    void eventsAreOutOfOrderButNeverLateAndRecordsComeInTheirTurn(int batch, int series) {
        Instant newest = Instant.EPOCH;
        Instant dueBefore = Instant.EPOCH;
        Duration worst = Duration.ZERO;
        for (Generator generator = generator(50_000, batch, series, 1); generator.hasNext(); ) {
            Instant newestBefore = newest;
            for (Measurement m : generator.next().getMeasurements()) {
                Instant eventTime = eventTime(m);
                newest = eventTime.isAfter(newest) ? eventTime : newest;
                Duration behind = Duration.between(eventTime, newestBefore);
                worst = behind.compareTo(worst) > 0 ? behind : worst;
            }
            assertThat(generator.latest()).isBeforeOrEqualTo(newest).isBefore(generator.due());
            assertThat(generator.due()).isAfterOrEqualTo(dueBefore);
            dueBefore = generator.due();
        }
        assertThat(worst).isPositive().isLessThan(Workload.MAX_DISORDER);
    }

    @Test
    void theEventTimesCoverTheSpan() {
        List<Instant> times = new ArrayList<>();
        Generator generator = generator(200_000, 10, 1_000, 1);
        while (generator.hasNext()) {
            generator.next();
            times.add(generator.latest());
        }
        assertThat(new Workload(200_000, 10, 1_000, 100, 1).span()).isEqualTo(Duration.ofSeconds(2));
        assertThat(times.get(times.size() - 1)).isBetween(START.plusMillis(1_900), START.plusMillis(2_020));
    }

    @Test
    void refusesBatchesThatWouldTakeTooLongToGather() {
        assertThatThrownBy(() -> new Workload(1_000, 100, 100_000, 10, 1))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("a batch of 100 gathers for 2000 ms");
    }

    @Test
    void refusesSeriesThatAreNoWholeNodes() {
        assertThatThrownBy(() -> new Workload(1_000, 1, 12, 100, 1))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--series must be a multiple of 5");
    }

    private static List<ByteBuffer> bytes(long seed) throws IOException {
        List<ByteBuffer> bytes = new ArrayList<>();
        for (Generator generator = generator(1_000, 10, 100, seed); generator.hasNext(); ) {
            bytes.add(generator.next().toByteBuffer());
        }
        return bytes;
    }

    private static Generator generator(long events, int batch, int series, long seed) {
        return new Generator(new Workload(events, batch, series, 100, seed), START);
    }

    private static Instant eventTime(Measurement m) {
        return m.getIntendedStart().plus(m.getDurationNanos() / 1_000, ChronoUnit.MICROS);
    }
}

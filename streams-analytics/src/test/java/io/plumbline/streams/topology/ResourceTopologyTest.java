package io.plumbline.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.schemas.event.ClosedBy;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.ResourceSample;
import io.plumbline.schemas.event.ResourceStats;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResourceTopologyTest {
    private final Pipeline pipeline = new Pipeline();
    private long sequence;

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void aWindowHasMeanGreatestAndPercentileOfEachFigure() {
        pipeline.send(sample(200, 0.10));
        pipeline.send(sample(600, 0.30));
        pipeline.send(sample(2_000, 0.90)); // [0,1) and its grace have passed

        ResourceStats row = pipeline.resourceRows().get(0);
        assertThat(row.getNode()).isEqualTo("a");
        assertThat(row.getSamples()).isEqualTo(2);
        assertThat(row.getCpuSystem().getMean()).isCloseTo(0.20, within(1e-9));
        assertThat(row.getCpuSystem().getMax()).isCloseTo(0.30, within(1e-9));
        assertThat(row.getCpuSystem().getP95()).isCloseTo(0.30, within(0.30 / 128));
        // 5,000 bytes in each half second
        assertThat(row.getNetworkSentBytesPerSecond().getMean()).isEqualTo(10_000);
        assertThat(row.getCpuThrottled().getMax()).isCloseTo(0.5, within(1e-9));
        assertThat(row.getDiskReadBytesPerSecond()).isNull(); // this node could not say
        assertThat(row.getClosedBy()).isEqualTo(ClosedBy.EVENT_TIME);
    }

    @Test
    void higherLevelsAndIdleCloseWorkAsForMeasurements() {
        for (int i = 0; i < 24; i++) {
            pipeline.send(sample(i * 500L, 0.5));
        }
        pipeline.pass(Duration.ofSeconds(6));

        List<ResourceStats> rows = pipeline.resourceRows();
        assertThat(rows).filteredOn(row -> row.getWindowMillis() == 1_000).hasSize(12);
        assertThat(rows)
                .filteredOn(row -> row.getWindowMillis() == 10_000)
                .extracting(ResourceStats::getSamples)
                .containsExactly(20, 4);
        assertThat(rows)
                .filteredOn(row -> row.getWindowMillis() == 60_000)
                .singleElement()
                .matches(row -> row.getSamples() == 24 && row.getClosedBy() == ClosedBy.IDLE);
    }

    @Test
    void aThreadThatStoodStillTakesItsOwnPauseForNoSilence() {
        pipeline.send(sample(200, 0.10));
        pipeline.standStill(Duration.ofSeconds(30));
        pipeline.send(sample(700, 0.30));
        pipeline.pass(Duration.ofSeconds(10));

        assertThat(pipeline.resourceRows()).allMatch(row -> row.getSamples() == 2 && row.getLateCount() == 0);
    }

    @Test
    void aLateSampleIsKeptAsideAndCountedInItsRow() {
        pipeline.send(sample(200, 0.10));
        pipeline.send(sample(2_500, 0.10));
        pipeline.resourceRows();

        ResourceSample late = sample(700, 0.99);
        late.setOrigin(Origin.SIMULATED);
        pipeline.send(late);

        ResourceStats row = pipeline.resourceRows().get(0);
        assertThat(row.getRevision()).isEqualTo(1);
        assertThat(row.getLateCount()).isEqualTo(1);
        assertThat(row.getMaxLatenessMicros()).isEqualTo(1_800_000);
        assertThat(row.getSamples()).isEqualTo(1);
        assertThat(row.getOrigin()).isEqualTo(Origin.SIMULATED); // nothing simulated passes for real
        assertThat(pipeline.lateResources()).extracting(TestRecord::value).containsExactly(late);
    }

    @Test
    void aBacklogThatComesBehindThatOfAnotherNodeLosesNothing() {
        for (String node : List.of("a", "b")) {
            for (int i = 0; i < 40; i++) {
                pipeline.send(of(node, "boot-1", sample(i * 500L, 0.5)));
            }
        }
        pipeline.pass(Duration.ofSeconds(6));

        Map<Instant, ResourceStats> last = new HashMap<>();
        pipeline.resourceRows().stream()
                .filter(row -> row.getNode().equals("b") && row.getWindowMillis() == 1_000)
                .forEach(row -> last.put(row.getWindowStart(), row));
        assertThat(last).hasSize(20);
        assertThat(last.values()).allMatch(row -> row.getSamples() == 2 && row.getLateCount() == 0);
        assertThat(last.get(Instant.EPOCH).getRevision()).isEqualTo(1); // its first sample made the row
        assertThat(pipeline.lateResources()).isEmpty();
        assertThat(pipeline.counter("late")).isZero();
    }

    @Test
    void whatOneBootLeftBehindCorrectsTheWindowThatAnotherHadClosed() {
        pipeline.send(of("a", "boot-2", sample(200, 0.10)));
        pipeline.send(of("a", "boot-2", sample(2_500, 0.10)));
        assertThat(pipeline.resourceRows().get(0).getSamples()).isEqualTo(1);

        pipeline.send(of("a", "boot-1", sample(700, 0.30)));

        ResourceStats row = pipeline.resourceRows().get(0);
        assertThat(row.getRevision()).isEqualTo(1);
        assertThat(row.getSamples()).isEqualTo(2);
        assertThat(row.getLateCount()).isZero();
        assertThat(row.getCpuSystem().getMean()).isCloseTo(0.20, within(1e-9));
    }

    @Test
    void whatIsBeyondTheHorizonIsLateWhoseverItIs() {
        pipeline.send(of("a", "boot-1", sample(200, 0.10)));
        pipeline.send(of("a", "boot-1", sample(122_000, 0.10))); // [0,1) closed at 2,000 and was kept for two minutes
        pipeline.resourceRows();

        ResourceSample before = of("b", "boot-1", sample(999, 0.10));
        pipeline.send(before);
        pipeline.send(of("b", "boot-1", sample(1_000, 0.10)));

        assertThat(pipeline.resourceRows()).isNotEmpty().allMatch(row -> row.getSamples() == 1);
        assertThat(pipeline.lateResources()).extracting(TestRecord::value).containsExactly(before);
        assertThat(pipeline.counter("late")).isEqualTo(1);
        assertThat(pipeline.counter("corrections.dropped")).isEqualTo(1);
    }

    @Test
    void aSampleThatComesAgainIsCountedOnce() {
        ResourceSample twice = sample(200, 0.10);
        pipeline.send(twice);
        pipeline.send(twice);
        pipeline.send(sample(2_500, 0.10));

        assertThat(pipeline.resourceRows().get(0).getSamples()).isEqualTo(1);
        assertThat(pipeline.counter("duplicated")).isEqualTo(1);
    }

    @Test
    void aSilentAgentIsForgottenAndThenNothingProvesThatASampleIsKnown() {
        ResourceSample twice = sample(200, 0.10);
        pipeline.send(twice);
        pipeline.standStill(WindowConfig.DEFAULT.bootMemory().minusMinutes(2));
        pipeline.send(twice);
        assertThat(pipeline.counter("duplicated")).isEqualTo(1);

        pipeline.standStill(WindowConfig.DEFAULT.bootMemory().plusMinutes(2));
        pipeline.send(twice);

        assertThat(pipeline.counter("duplicated")).isEqualTo(1);
    }

    @Test
    void anImpossibleSampleIsSetAside() {
        pipeline.send(sample(200, -0.10));

        assertThat(pipeline.deadBytes()).hasSize(1);
        assertThat(pipeline.counter("quarantined")).isEqualTo(1);
    }

    private static ResourceSample of(String node, String boot, ResourceSample sample) {
        sample.setNode(node);
        sample.setBoot(boot);
        return sample;
    }

    private ResourceSample sample(long atMillis, double cpu) {
        return ResourceSample.newBuilder()
                .setSystem("shop")
                .setNode("a")
                .setBoot("boot-1")
                .setSequence(sequence++)
                .setSampledAt(Instant.ofEpochMilli(atMillis))
                .setIntervalNanos(500_000_000)
                .setCpuSystem(cpu)
                .setCpuThrottledNanos(250_000_000L)
                .setNetworkSentBytes(5_000L)
                .build();
    }
}

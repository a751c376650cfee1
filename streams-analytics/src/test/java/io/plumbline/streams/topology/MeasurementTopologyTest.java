package io.plumbline.streams.topology;

import static io.plumbline.streams.topology.Agent.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schemas.event.ClosedBy;
import io.plumbline.schemas.event.Delivery;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.schemas.event.WindowStats;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MeasurementTopologyTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final Pipeline pipeline = new Pipeline();
    private final Agent a = new Agent("a");
    private final Agent b = new Agent("b");

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void emitsOnceWhenTheWindowAndItsGraceHavePassed() {
        pipeline.send(a.batch(event("charge", 100, 100), event("charge", 900, 300)));
        pipeline.send(a.batch(event("other", 1_999, 1))); // watermark 1.999 s: [0,1) still open
        assertThat(pipeline.clusterRows(SECOND)).isEmpty();

        pipeline.send(b.batch(event("charge", 500, 200, Outcome.ERROR))); // out of order, within the grace
        pipeline.send(a.batch(event("other", 2_000, 1))); // 1 s + grace: [0,1) closes

        WindowStats row = only(pipeline.clusterRows(SECOND));
        assertThat(row.getOperation()).isEqualTo("charge");
        assertThat(Times.micros(row.getWindowStart())).isZero();
        assertThat(row.getCount()).isEqualTo(3);
        assertThat(row.getOkCount()).isEqualTo(2);
        assertThat(row.getErrorCount()).isEqualTo(1);
        assertThat(row.getBytes()).isEqualTo(30);
        assertThat(row.getNodeCount()).isEqualTo(2);
        assertThat(row.getRatePerSecond()).isEqualTo(3);
        assertThat(row.getMeanNanos()).isEqualTo(200);
        assertThat(row.getStdDevNanos()).isEqualTo(Math.sqrt(20_000.0 / 3));
        assertThat(row.getMinNanos()).isEqualTo(100);
        assertThat(row.getMaxNanos()).isEqualTo(300);
        assertThat(row.getP50Nanos()).isBetween(200 * (1 - 1 / 128.0), 200 * (1 + 1 / 128.0));
        assertThat(row.getClosedBy()).isEqualTo(ClosedBy.EVENT_TIME);
        assertThat(row.getRevision()).isZero();
    }

    @Test
    void aLateEventIsKeptAndCountedInItsRow() {
        pipeline.send(a.batch(event("charge", 500, 100)), a.batch(event("charge", 2_500, 100)));
        assertThat(pipeline.clusterRows(SECOND)).hasSize(1);

        pipeline.send(a.batch(event("charge", 2_600, 100), event("charge", 700, 999))); // the second is 1.8 s behind
        pipeline.pass(TICK);

        WindowStats row = only(pipeline.clusterRows(SECOND));
        assertThat(row.getRevision()).isEqualTo(1);
        assertThat(row.getLateCount()).isEqualTo(1);
        assertThat(row.getMaxLatenessMicros()).isEqualTo(1_800_000);
        assertThat(row.getCount()).isEqualTo(1);
        assertThat(row.getMaxNanos()).isEqualTo(100);
        var late = only(pipeline.late());
        assertThat(late.key()).isEqualTo("a");
        assertThat(late.value().getFirstSequence()).isEqualTo(3);
        assertThat(late.value().getMeasurements()).hasSize(1);
        assertThat(header(late.headers(), "plumbline.late.topic")).isEqualTo("plumbline.measurements");
        assertThat(header(late.headers(), "plumbline.late.offset")).isEqualTo("2");
        assertThat(header(late.headers(), "plumbline.late.watermark")).isEqualTo("2500000");
        assertThat(pipeline.counter("late")).isEqualTo(1);
    }

    @Test
    void latenessIsJudgedByTheWatermarkBeforeTheBatch() {
        // One batch may span a long time, e.g. after the broker was away: its first events are not late.
        pipeline.send(a.batch(event("charge", 500, 100), event("charge", 9_500, 100), event("charge", 600, 100)));

        WindowStats row = pipeline.clusterRows(SECOND).get(0);
        assertThat(row.getCount()).isEqualTo(2);
        assertThat(row.getLateCount()).isZero();
    }

    @Test
    void aSilentInputClosesItsWindowsAndTheRowSaysSo() {
        pipeline.send(a.batch(event("charge", 12_300, 100)));
        pipeline.pass(IDLE.minusMillis(100));
        assertThat(pipeline.rows()).isEmpty();

        pipeline.pass(Duration.ofMillis(300));

        List<WindowStats> rows = pipeline.rows();
        assertThat(rows)
                .extracting(row -> row.getNode() + " " + row.getWindowMillis())
                .containsExactlyInAnyOrder(" 1000", " 10000", " 60000", " 3600000", "a 10000", "a 60000", "a 3600000");
        assertThat(rows).extracting(WindowStats::getClosedBy).containsOnly(ClosedBy.IDLE);
    }

    @Test
    void aThreadThatStoodStillTakesItsOwnPauseForNoSilence() {
        pipeline.send(a.batch(event("charge", 300, 100)));
        pipeline.standStill(Duration.ofSeconds(30));
        pipeline.send(a.batch(event("charge", 600, 100))); // had waited to be read
        pipeline.pass(TEN_SECONDS);

        WindowStats row = only(pipeline.clusterRows(SECOND));
        assertThat(row.getCount()).isEqualTo(2);
        assertThat(row.getLateCount()).isZero();
    }

    @Test
    void whatComesAfterAnIdleCloseCorrectsTheRow() {
        pipeline.send(a.batch(event("charge", 300, 100)));
        pipeline.pass(IDLE.plus(SECOND));
        pipeline.rows();

        pipeline.send(a.batch(event("charge", 600, 100), event("charge", 1_200, 100)));
        pipeline.pass(TICK);
        WindowStats corrected = only(pipeline.clusterRows(SECOND));
        assertThat(corrected.getRevision()).isEqualTo(1);
        assertThat(corrected.getCount()).isEqualTo(2);
        assertThat(corrected.getLateCount()).isZero(); // its agent was in time: only the clock of the wall was not
        pipeline.send(a.batch(event("charge", 3_200, 100)));

        assertThat(only(pipeline.clusterRows(SECOND)).getCount()).isEqualTo(1); // [1,2), by event time again
    }

    @Test
    void aDrainClosesEverythingWithoutWaitingForTheIdleTimeout() throws InterruptedException {
        pipeline.send(a.batch(event("charge", 300, 100)));
        pipeline.drain.request();
        pipeline.pass(Duration.ofMillis(200));
        assertThat(pipeline.rows()).isEmpty(); // the input may still be flowing

        pipeline.pass(Duration.ofMillis(400));
        assertThat(pipeline.rows())
                .hasSize(7)
                .extracting(WindowStats::getClosedBy)
                .containsOnly(ClosedBy.SHUTDOWN);
        pipeline.pass(SECOND);
        assertThat(pipeline.drain.await(Duration.ZERO)).isTrue();
    }

    @Test
    void higherLevelsAreMergedFromLowerOnes() {
        for (int second = 0; second < 75; second++) {
            pipeline.send(a.batch(event("charge", second * 1_000L, 100 + second)));
            pipeline.send(b.batch(event("charge", second * 1_000L + 500, 200)));
        }
        List<WindowStats> rows = pipeline.rows();
        assertThat(rows).allMatch(row -> row.getRevision() == 0); // none closed before its last summary came
        assertThat(level(rows, "", SECOND)).hasSize(73).allMatch(row -> row.getCount() == 2);
        assertThat(level(rows, "", TEN_SECONDS)).hasSize(7).allMatch(row -> row.getCount() == 20);
        assertThat(level(rows, "a", TEN_SECONDS)).hasSize(7).allMatch(row -> row.getCount() == 10);
        assertThat(level(rows, "a", SECOND)).isEmpty(); // nodes begin at ten seconds
        WindowStats minute = only(level(rows, "", MINUTE));
        assertThat(minute.getCount()).isEqualTo(120);
        assertThat(minute.getNodeCount()).isEqualTo(2);
        assertThat(minute.getMaxNanos()).isEqualTo(200);
        assertThat(only(level(rows, "b", MINUTE)).getNodeCount()).isEqualTo(1);
    }

    @Test
    void aCorrectionRisesThroughAllLevels() {
        pipeline.send(a.batch(event("charge", 500, 100)), a.batch(event("charge", 11_500, 100)));
        pipeline.rows(); // [0,1) and [0,10) closed, the minute did not

        pipeline.send(a.batch(event("charge", 700, 100)));
        pipeline.pass(TICK);
        assertThat(pipeline.rows())
                .allMatch(row -> row.getRevision() == 1 && row.getLateCount() == 1)
                .extracting(row -> row.getNode() + " " + row.getWindowMillis())
                .containsExactlyInAnyOrder(" 1000", " 10000", "a 10000");
        pipeline.send(a.batch(event("charge", 62_000, 100)));

        assertThat(pipeline.clusterRows(MINUTE))
                .singleElement()
                .matches(row -> row.getRevision() == 0 && row.getLateCount() == 1);
    }

    @Test
    void whatAnotherNodeLeftBehindCorrectsTheRowInsteadOfBeingLate() {
        // The broker was away: the backlog of one node comes before that of the other.
        pipeline.send(a.batch(event("charge", 500, 100)), b.batch(event("charge", 600, 200)));
        for (int second = 1; second < 30; second++) {
            pipeline.send(a.batch(event("charge", second * 1_000L + 500, 100)));
        }
        pipeline.rows();

        for (int second = 1; second < 30; second++) {
            pipeline.send(b.batch(event("charge", second * 1_000L + 600, 200)));
        }
        pipeline.pass(TICK);

        assertThat(pipeline.late()).isEmpty();
        assertThat(pipeline.clusterRows(SECOND))
                .hasSize(27) // [1,2) to [27,28): each once more, and only once
                .allMatch(row -> row.getCount() == 2 && row.getNodeCount() == 2 && row.getRevision() == 1);
    }

    @Test
    void anEventBeyondTheHorizonOfCorrectionsIsKeptAsideAndCounted() {
        pipeline.send(a.batch(event("charge", 500, 100)), a.batch(event("charge", 200_000, 100)));
        pipeline.rows();

        pipeline.send(a.batch(event("charge", 700, 100)));

        assertThat(pipeline.late()).hasSize(1);
        assertThat(pipeline.clusterRows(SECOND)).isEmpty();
        assertThat(pipeline.counter("corrections.dropped")).isEqualTo(1);
    }

    @Test
    void aLateEventThatIsTheFirstOfItsBootSaysNothingOfAWatermark() {
        pipeline.send(a.batch(event("charge", 200_000, 100)));

        pipeline.send(new Agent("b").batch(event("charge", 700, 100)));

        var late = only(pipeline.late());
        assertThat(late.headers().lastHeader("plumbline.late.watermark")).isNull();
        assertThat(header(late.headers(), "plumbline.late.topic")).isEqualTo("plumbline.measurements");
    }

    @Test
    void repeatedMeasurementsAreCountedAsDuplicatedAndNowhereElse() {
        MeasurementBatch first = a.batch(event("charge", 100, 100), event("charge", 200, 100));
        pipeline.send(first, first);
        pipeline.send(a.batchFrom(1, event("charge", 200, 100), event("charge", 300, 100))); // 1 again, 2 new
        pipeline.send(a.batchFrom(3, event("charge", 2_000, 100)));

        assertThat(only(pipeline.clusterRows(SECOND)).getCount()).isEqualTo(3);
        Delivery delivery = lastDelivery();
        assertThat(delivery.getReceived()).isEqualTo(4);
        assertThat(delivery.getDuplicated()).isEqualTo(3);
        assertThat(delivery.getMissing()).isZero();
    }

    @Test
    void whatNeverCameIsMissingUnlessItWasDeclared() {
        pipeline.send(a.batchFrom(2, event("charge", 100, 100)));
        MeasurementBatch declared = a.batchFrom(8, event("charge", 200, 100));
        declared.setDroppedBefore(4);
        pipeline.send(declared); // 4 to 7 were dropped; 3 did not come, nor did 0 and 1

        Delivery delivery = lastDelivery();
        assertThat(delivery.getReceived()).isEqualTo(2);
        assertThat(delivery.getDropped()).isEqualTo(4);
        assertThat(delivery.getMissing()).isEqualTo(3);
        assertThat(delivery.getNext()).isEqualTo(9);
    }

    @Test
    void oneChangeOfAnAccountASecondIsPublishedAndAlwaysTheLast() {
        pipeline.pass(SECOND);
        for (int i = 0; i < 15; i++) {
            pipeline.send(a.batch(event("charge", 100, 100)));
            pipeline.pass(Duration.ofMillis(100));
        }
        pipeline.pass(TEN_SECONDS);

        assertThat(pipeline.deliveries())
                .extracting(Delivery::getReceived)
                .hasSizeBetween(2, 3)
                .endsWith(15L);
    }

    @Test
    void simulatedFiguresNeverPassForReal() {
        MeasurementBatch simulated = b.batch(event("charge", 200, 100));
        simulated.setOrigin(Origin.SIMULATED);
        simulated.setRelease("0.9");
        pipeline.send(a.batch(event("charge", 100, 100)), simulated, a.batch(event("charge", 2_000, 100)));

        WindowStats row = only(pipeline.clusterRows(SECOND));
        assertThat(row.getOrigin()).isEqualTo(Origin.SIMULATED);
        assertThat(row.getRelease()).isEqualTo("0.9,1.0");
    }

    @Test
    void whatCannotBeCountedIsSetAsideWithItsReason() {
        pipeline.send(a.batch(event("charge", 100, 100), event("", 100, 100), event("charge", 100, -5)));
        pipeline.send(a.batch(event("charge", 2_000, 100)));

        assertThat(only(pipeline.clusterRows(SECOND)).getCount()).isEqualTo(1);
        assertThat(pipeline.deadBatches())
                .extracting(record ->
                        record.value().getFirstSequence() + " " + header(record.headers(), "__streams.errors.message"))
                .containsExactly("1 the operation has no name", "2 durationNanos is out of range: -5");
        assertThat(lastDelivery().getQuarantined()).isEqualTo(2);
        assertThat(pipeline.counter("quarantined")).isEqualTo(2);
    }

    @Test
    void aRefusedPartThatIsSentAgainOnlyCountsAsDuplicated() { // so `plumbline quarantine retry` does not send it
        pipeline.send(a.batch(event("charge", 100, 100), event("", 100, 100)));
        pipeline.sendRaw("a", only(pipeline.deadBytes()).value());

        Delivery delivery = lastDelivery();
        assertThat(delivery.getDuplicated()).isEqualTo(1);
        assertThat(delivery.getQuarantined()).isEqualTo(1);
    }

    @Test
    void aBatchThatCouldNotBeReadAndIsSentAgainFillsItsGap() {
        MeasurementBatch unreadable = a.batch(event("charge", 100, 100));
        pipeline.send(a.batch(event("charge", 200, 100)));
        assertThat(lastDelivery().getMissing()).isEqualTo(1);

        pipeline.send(unreadable);
        Delivery filled = lastDelivery();
        assertThat(filled.getMissing()).isZero();
        assertThat(filled.getReceived()).isEqualTo(2);
    }

    @Test
    void aNodeWithoutANameIsRefusedBecauseItsRowsWouldBeThoseOverAllNodes() {
        pipeline.send(new Agent("").batch(event("charge", 100, 100)));
        pipeline.pass(TEN_SECONDS);

        assertThat(pipeline.rows()).isEmpty();
        assertThat(pipeline.deadBatches()).hasSize(1);
    }

    @Test
    void anImpossibleSequenceNumberRefusesTheBatch() {
        pipeline.send(a.batchFrom(-7, event("charge", 100, 100)));

        assertThat(pipeline.deadBatches()).hasSize(1);
        assertThat(lastDelivery().getReceived()).isZero();
    }

    @Test
    void poisonGoesToDeadLettersWithItsBytesAndStopsNothing() {
        byte[] poison = "not avro".getBytes(StandardCharsets.UTF_8);
        pipeline.sendRaw("a", poison);
        pipeline.send(a.batch(event("charge", 100, 100)), a.batch(event("charge", 2_000, 100)));

        assertThat(pipeline.clusterRows(SECOND)).hasSize(1);
        var dead = only(pipeline.deadBytes());
        assertThat(dead.value()).isEqualTo(poison);
        assertThat(header(dead.headers(), "__streams.errors.topic")).isEqualTo("plumbline.measurements");
        assertThat(header(dead.headers(), "__streams.errors.offset")).isEqualTo("0");
        assertThat(pipeline.counter("quarantined")).isEqualTo(1);
    }

    @Test
    void theGraceAndTheLevelsAreSettings() {
        try (Pipeline other =
                new Pipeline(Map.of("windows.levels", "2s,4s", "windows.node.from", "4s", "windows.grace", "0ms"))) {
            other.send(a.batch(event("charge", 500, 100)), a.batch(event("charge", 4_000, 100)));

            assertThat(other.rows())
                    .extracting(row -> row.getNode() + " " + row.getWindowMillis())
                    .containsExactlyInAnyOrder(" 2000", " 4000", "a 4000");
        }
    }

    @Test
    void aTaskThatEndsLeavesNoStaleGaugesBehind() {
        Pipeline moving = new Pipeline();
        moving.send(a.batch(event("charge", 100, 100)));
        moving.pass(Duration.ofMillis(200));
        assertThat(moving.gauges()).anyMatch(value -> value > 0);

        moving.close();

        assertThat(moving.gauges()).isNotEmpty().containsOnly(0.0);
    }

    private Delivery lastDelivery() {
        pipeline.pass(Duration.ofSeconds(2));
        List<Delivery> deliveries = pipeline.deliveries();
        return deliveries.get(deliveries.size() - 1);
    }

    private static List<WindowStats> level(List<WindowStats> rows, String node, Duration level) {
        return rows.stream()
                .filter(row -> row.getNode().equals(node) && row.getWindowMillis() == level.toMillis())
                .toList();
    }

    private static String header(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static <T> T only(List<T> list) {
        assertThat(list).hasSize(1);
        return list.get(0);
    }
}

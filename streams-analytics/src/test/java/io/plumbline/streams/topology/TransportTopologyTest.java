package io.plumbline.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.schemas.event.ClosedBy;
import io.plumbline.schemas.event.NetworkTier;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.TransportSample;
import io.plumbline.schemas.event.TransportStats;
import io.plumbline.schemas.serde.Sketches;
import io.plumbline.sketch.Sketch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransportTopologyTest {
    private static final long MEGABYTE = 1_000_000;

    private final Pipeline pipeline = new Pipeline();
    private long sequence;

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void aPeersWindowHasEveryFigureOfItsSamples() {
        pipeline.send(full(sample("b", 500)));
        pipeline.send(full(sample("b", 900)));
        pipeline.send(sample("b", 11_000)); // [0,10) and its grace have passed

        TransportStats row = row("b", 10_000);
        assertThat(row.getNode()).isEqualTo("a");
        assertThat(row.getSamples()).isEqualTo(2);
        assertThat(row.getClosedBy()).isEqualTo(ClosedBy.EVENT_TIME);
        // a megabyte in each of two intervals of 100 ms
        assertThat(row.getSentBytes()).isEqualTo(2 * MEGABYTE);
        assertThat(row.getSentMicros()).isEqualTo(200_000);
        assertThat(row.getSentBitsPerSecond()).isEqualTo(80e6);
        assertThat(row.getReceivedBitsPerSecond()).isEqualTo(160e6);
        assertThat(row.getTotalBitsPerSecond()).isEqualTo(240e6);
        assertThat(row.getPeakBitsPerSecond()).isEqualTo(160e6);
        assertThat(row.getTier()).isEqualTo(NetworkTier.HOME);
        assertThat(row.getRoundTrip().getCount()).isEqualTo(2);
        assertThat(row.getRoundTrip().getMeanNanos()).isEqualTo(3e6);
        assertThat(row.getConnect().getP99Nanos()).isCloseTo(9e6, within(9e6 / 128));
        assertThat(row.getConnectionSuccessShare()).isEqualTo(0.75);
        assertThat(row.getPacketLossShare()).isEqualTo(0.1);
        assertThat(row.getRelease()).isEqualTo("1.0");
        assertThat(row.getOrigin()).isEqualTo(Origin.SIMULATED);
    }

    @Test
    void whatNoSampleHadIsNull() {
        pipeline.send(sample("b", 500));
        pipeline.send(sample("b", 11_000));

        TransportStats row = row("b", 10_000);
        assertThat(row.getSamples()).isEqualTo(1);
        assertThat(row.getSentBytes()).isNull();
        assertThat(row.getSentMicros()).isNull();
        assertThat(row.getSentBitsPerSecond()).isNull();
        assertThat(row.getReceivedBytes()).isNull();
        assertThat(row.getReceivedMicros()).isNull();
        assertThat(row.getReceivedBitsPerSecond()).isNull();
        assertThat(row.getTotalBitsPerSecond()).isNull();
        assertThat(row.getPeakBitsPerSecond()).isNull();
        assertThat(row.getTier()).isNull();
        assertThat(row.getRoundTrip()).isNull();
        assertThat(row.getConnect()).isNull();
        assertThat(row.getConnectionSuccessShare()).isNull();
        assertThat(row.getPacketsSent()).isNull();
        assertThat(row.getPacketsLost()).isNull();
        assertThat(row.getPacketLossShare()).isNull();
    }

    @Test
    void lossesCountOnlyWhereBothSidesOfTheShareAreKnown() {
        TransportSample uncounted = sample("b", 500);
        uncounted.setPacketsSent(1_000L);
        pipeline.send(uncounted);
        pipeline.send(full(sample("b", 600)));
        pipeline.send(sample("b", 11_000));

        TransportStats row = row("b", 10_000);
        assertThat(row.getPacketsSent()).isEqualTo(10);
        assertThat(row.getPacketsLost()).isEqualTo(1);
    }

    @Test
    void theRowOverAllPeersHoldsWhatTheirRowsHold() {
        pipeline.send(full(sample("b", 500)));
        pipeline.send(full(sample("c", 500)));
        pipeline.send(full(sample("c", 700)));
        pipeline.send(sample("b", 11_000));

        List<TransportStats> rows = pipeline.transportRows();
        TransportStats all = row(rows, "", 10_000);
        Sketch merged = Sketches.fromData(row(rows, "b", 10_000).getRoundTrip().getSketch());
        merged.merge(Sketches.fromData(row(rows, "c", 10_000).getRoundTrip().getSketch()));
        assertThat(row(rows, "c", 10_000).getPeerCount()).isEqualTo(1);
        assertThat(all.getPeerCount()).isEqualTo(2);
        assertThat(all.getSamples()).isEqualTo(3);
        assertThat(Sketches.fromData(all.getRoundTrip().getSketch())).isEqualTo(merged);
        assertThat(all.getSentBytes()).isEqualTo(3 * MEGABYTE);
        assertThat(all.getSentMicros()).isEqualTo(200_000); // two of the three at the same time
        assertThat(all.getSentBitsPerSecond()).isEqualTo(120e6);
    }

    @Test
    void everyLevelIsMergedFromTheOneBelowAndIdlenessClosesAll() {
        for (int i = 1; i <= 24; i++) {
            pipeline.send(full(sample("b", i * 500L)));
        }
        pipeline.pass(Duration.ofSeconds(6));

        List<TransportStats> rows = pipeline.transportRows();
        for (String peer : List.of("", "b")) {
            assertThat(rows)
                    .filteredOn(row -> row.getPeer().equals(peer) && row.getWindowMillis() == 10_000)
                    .extracting(TransportStats::getSamples)
                    .containsExactly(19L, 5L);
            TransportStats minute = row(rows, peer, 60_000);
            assertThat(minute.getClosedBy()).isEqualTo(ClosedBy.IDLE);
            assertThat(minute.getSentMicros()).isEqualTo(24 * 100_000);
            assertThat(minute.getSentBitsPerSecond()).isEqualTo(80e6);
            assertThat(row(rows, peer, 3_600_000).getSamples()).isEqualTo(24);
        }
    }

    @Test
    void onlyTheRowOverAllPeersHasWindowsBelowTheLeastOfNodes() {
        pipeline.send(full(sample("b", 500)));
        pipeline.send(full(sample("c", 1_500)));
        pipeline.pass(Duration.ofSeconds(6));

        List<TransportStats> rows = pipeline.transportRows();
        assertThat(rows)
                .filteredOn(row -> row.getWindowMillis() == 1_000)
                .extracting(TransportStats::getPeer)
                .containsExactly("", "");
        for (long windowMillis : List.of(10_000L, 60_000L, 3_600_000L)) {
            assertThat(rows)
                    .filteredOn(row -> row.getWindowMillis() == windowMillis)
                    .extracting(TransportStats::getPeer)
                    .containsExactlyInAnyOrder("", "b", "c");
        }
    }

    @Test
    void aLateSampleIsKeptAsideAndCountedInBothRows() {
        pipeline.send(full(sample("b", 200)));
        pipeline.send(full(sample("b", 11_500)));
        pipeline.transportRows();

        TransportSample late = full(sample("c", 700));
        pipeline.send(late);

        List<TransportStats> corrected = pipeline.transportRows();
        assertThat(row(corrected, "", 10_000))
                .matches(row -> row.getRevision() == 1 && row.getLateCount() == 1 && row.getSamples() == 1)
                .matches(row -> row.getMaxLatenessMicros() == 10_800_000);
        TransportStats ofPeer = row(corrected, "c", 10_000);
        assertThat(ofPeer.getSamples()).isZero();
        assertThat(ofPeer.getPeerCount()).isZero();
        assertThat(ofPeer.getLateCount()).isEqualTo(1);
        assertThat(ofPeer.getOrigin()).isEqualTo(Origin.SIMULATED);
        assertThat(ofPeer.getSentBytes()).isNull();
        TestRecord<byte[], byte[]> aside = pipeline.lateBytes().get(0);
        assertThat(aside.value()).isEqualTo(pipeline.bytes(late)); // schema id and all
        assertThat(header(aside, "plumbline.late.topic")).isEqualTo("plumbline.transport");
        assertThat(header(aside, "plumbline.late.watermark")).isEqualTo("11500000");
        assertThat(pipeline.counter("late")).isEqualTo(1);
    }

    @Test
    void aSampleThatComesAgainIsCountedOnce() {
        TransportSample twice = full(sample("b", 200));
        pipeline.send(twice);
        pipeline.send(twice);
        pipeline.send(sample("b", 2_500));
        pipeline.send(twice); // late by now, but known

        assertThat(row("", 1_000).getSamples()).isEqualTo(1);
        assertThat(pipeline.counter("duplicated")).isEqualTo(2);
        assertThat(pipeline.lateBytes()).isEmpty();
    }

    @Test
    void anotherLifeOfTheAgentCountsFromZeroAgain() {
        TransportSample before = sample("b", 200);
        pipeline.send(before);
        TransportSample after = sample("b", 400);
        after.setBoot("boot-2");
        after.setSequence(before.getSequence());
        pipeline.send(after);
        pipeline.send(sample("b", 2_500));

        assertThat(row("", 1_000).getSamples()).isEqualTo(2);
    }

    @Test
    void aSampleThatContradictsItselfIsSetAsideWithTheReason() {
        TransportSample noPeer = sample("", 200);
        TransportSample noNode = sample("b", 200);
        noNode.setNode("");
        TransportSample noInterval = sample("b", 200);
        noInterval.setIntervalNanos(0);
        TransportSample lostOfWhat = sample("b", 200);
        lostOfWhat.setPacketsLost(1L);
        TransportSample noNumber = sample("b", 200);
        noNumber.setSequence(-1);
        TransportSample future = sample("b", Pipeline.NOW.toEpochMilli() + 120_000);
        List.of(noPeer, noNode, noInterval, lostOfWhat, noNumber, future).forEach(pipeline::send);
        pipeline.send(sample("b", 200));
        pipeline.pass(Duration.ofSeconds(6));

        assertThat(pipeline.deadBytes())
                .extracting(dead -> header(dead, "__streams.errors.message"))
                .satisfiesExactly(
                        reason -> assertThat(reason).isEqualTo("the peer has no name"),
                        reason -> assertThat(reason).isEqualTo("the node has no name"),
                        reason -> assertThat(reason).isEqualTo("intervalNanos is not positive: 0"),
                        reason -> assertThat(reason).isEqualTo("packetsLost is 1, but packetsSent is unknown"),
                        reason -> assertThat(reason).startsWith("no sequence: first -1"),
                        reason -> assertThat(reason).startsWith("the event time is in the future"));
        assertThat(pipeline.counter("quarantined")).isEqualTo(6);
        assertThat(row("", 1_000).getSamples()).isEqualTo(1); // the neighbour went through
    }

    @Test
    void aDrainedPipelineClosesWhatIsOpen() {
        pipeline.send(sample("b", 200));
        pipeline.drain.request();
        pipeline.pass(Duration.ofSeconds(1));

        assertThat(row("", 1_000).getClosedBy()).isEqualTo(ClosedBy.SHUTDOWN);
    }

    private TransportStats row(String peer, long windowMillis) {
        return row(pipeline.transportRows(), peer, windowMillis);
    }

    /** The first of the series at that level. */
    private static TransportStats row(List<TransportStats> rows, String peer, long windowMillis) {
        return rows.stream()
                .filter(row -> row.getPeer().equals(peer) && row.getWindowMillis() == windowMillis)
                .findFirst()
                .orElseThrow();
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** Nothing was measured yet. */
    private TransportSample sample(String peer, long atMillis) {
        return TransportSample.newBuilder()
                .setSystem("shop")
                .setNode("a")
                .setRelease("1.0")
                .setOrigin(Origin.SIMULATED)
                .setBoot("boot-1")
                .setSequence(sequence++)
                .setPeer(peer)
                .setSampledAt(Instant.ofEpochMilli(atMillis))
                .setIntervalNanos(100_000_000)
                .build();
    }

    private static TransportSample full(TransportSample sample) {
        sample.setSentBytes(MEGABYTE);
        sample.setReceivedBytes(2 * MEGABYTE);
        sample.setRoundTripNanos(3_000_000L);
        sample.setConnectNanos(9_000_000L);
        sample.setConnectionsTried(4);
        sample.setConnectionsMade(3);
        sample.setPacketsSent(10L);
        sample.setPacketsLost(1L);
        return sample;
    }
}

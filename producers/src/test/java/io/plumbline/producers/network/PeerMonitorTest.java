package io.plumbline.producers.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plumbline.producers.agent.NodeIdentity;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.TransportSample;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PeerMonitorTest {
    private static final RoundPlan PLAN = new RoundPlan(Duration.ofMillis(100), 3, 10_000, 20, Duration.ofSeconds(2));
    private static final NodeIdentity IDENTITY = new NodeIdentity("net", "", "n1", "1.0", Origin.REAL, "", "");

    @Test
    void aPeerThatGoesAndComesBackIsFailingRoundsInBetween() throws Exception {
        List<Round> rounds = new CopyOnWriteArrayList<>();
        ProbeServer server = ProbeServer.start(ProbeServerTest.config("", 8, 1_000_000));
        int port = server.port();
        PeerAddress address = new PeerAddress("127.0.0.1", port);
        try (PeerMonitor monitor = PeerMonitor.start(address, "", PLAN, rounds::add)) {
            await().until(() -> rounds.stream().anyMatch(round -> round.failure() == null));
            server.close();
            await().until(() ->
                    rounds.stream().anyMatch(round -> round.failure() != null && round.connectionsMade() == 0));
            int before = rounds.size();
            server = ProbeServer.start(new ProbeServerConfig(InetAddress.getLoopbackAddress(), port, "", 8, 1_000_000));
            await().until(() ->
                    rounds.size() > before && rounds.get(rounds.size() - 1).failure() == null);
            assertThat(monitor.refusal()).isNull();
        } finally {
            server.close();
        }

        Round first = rounds.get(0);
        assertThat(first.roundTripNanos()).hasSize(3);
        assertThat(first.connectionsTried()).isEqualTo(2); // its own, and the one that lasts
        assertThat(first.transfers()).hasSize(2);
        assertThat(first.loss().sent()).isEqualTo(20);
    }

    @Test
    void whatCameFirstOverANewConnectionIsNotCounted() throws Exception {
        AtomicInteger pings = new AtomicInteger();
        RoundPlan plan = new RoundPlan(Duration.ofMillis(100), 3, 0, 0, Duration.ofSeconds(2));
        try (FakePeer peer = new FakePeer(wire -> {
                    while (wire.hear()[0].equals("PING")) {
                        pings.incrementAndGet();
                        wire.say("PONG");
                    }
                });
                Rounds rounds = new Rounds(peer.address(), "", plan)) {
            Round first = rounds.next();

            assertThat(first.failure()).isNull();
            assertThat(first.roundTripNanos()).hasSize(3);
            assertThat(pings).hasValue(4);
        }
    }

    @Test
    void aRefusalEndsIt() throws Exception {
        try (ProbeServer server = ProbeServer.start(ProbeServerTest.config("the right one", 8, 1_000_000));
                PeerMonitor monitor = PeerMonitor.start(
                        new PeerAddress("127.0.0.1", server.port()), "a wrong one", PLAN, round -> {})) {
            await().until(() -> monitor.refusal() != null);
        }
    }

    @Test
    void aTransferIsASampleOfItsOwnTime() {
        Transfer up = new Transfer(Transfer.Direction.UPLOAD, 1_000, 100, 50);
        DatagramLoss loss = new DatagramLoss(20, 18, 0, 0, null);
        Round round = new Round(address(), 0, 1_000, 7L, 2, 1, List.of(5L, 6L), List.of(up), loss, null);

        List<TransportSample> samples =
                TransportSamples.of(round, IDENTITY, "boot", 40, nanos -> Instant.EPOCH.plusNanos(1_000 * nanos));

        assertThat(samples).extracting(TransportSample::getSequence).containsExactly(40L, 41L, 42L, 43L);
        assertThat(samples.get(0)).satisfies(sample -> {
            assertThat(sample.getSentBytes()).isEqualTo(1_000);
            assertThat(sample.getReceivedBytes()).isNull();
            assertThat(sample.getIntervalNanos()).isEqualTo(50);
            assertThat(sample.getSampledAt()).isEqualTo(Instant.EPOCH.plusNanos(150_000));
            assertThat(sample.getConnectionsTried()).isZero();
        });
        assertThat(samples).extracting(TransportSample::getRoundTripNanos).containsExactly(null, 5L, 6L, null);
        assertThat(samples.get(3)).satisfies(sample -> {
            assertThat(sample.getConnectNanos()).isEqualTo(7);
            assertThat(sample.getConnectionsTried()).isEqualTo(2);
            assertThat(sample.getConnectionsMade()).isEqualTo(1);
            assertThat(sample.getPacketsLost()).isEqualTo(2);
            assertThat(sample.getSentBytes()).isNull(); // not counted here, or the transfer's throughput would sink
        });
    }

    @Test
    void whatWasNotMeasuredIsAbsent() {
        Round failed = new Round(address(), 0, 1_000, null, 1, 0, List.of(), List.of(), null, "no answer");

        assertThat(TransportSamples.of(failed, IDENTITY, "boot", 0, nanos -> Instant.EPOCH))
                .singleElement()
                .satisfies(sample -> {
                    assertThat(sample.getPacketsSent()).isNull();
                    assertThat(sample.getConnectNanos()).isNull();
                    assertThat(sample.getConnectionsMade()).isZero();
                });
    }

    private static PeerAddress address() {
        return PeerAddress.of("[::1]:8475");
    }
}

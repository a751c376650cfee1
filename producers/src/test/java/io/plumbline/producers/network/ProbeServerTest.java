package io.plumbline.producers.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.plumbline.producers.figure.Claim;
import io.plumbline.settings.ConfigException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real server on the loopback interface, and peers that misbehave. */
class ProbeServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String TOKEN = "a token of the test";

    private ProbeServer server;

    @BeforeEach
    void start() throws Exception {
        server = ProbeServer.start(config(TOKEN, 8, 500_000_000));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Transfer.Direction.class)
    void everyByteArrives(Transfer.Direction direction) throws Exception {
        try (Peer peer = connect()) {
            for (long bytes : new long[] {1, 131_072, 131_073, 5_000_000}) {
                Transfer transfer = peer.transfer(direction, bytes);

                assertThat(transfer.bytes()).isEqualTo(bytes);
                assertThat(transfer.bitsPerSecond()).isPositive();
            }
        }
    }

    @Test
    void aPingComesBack() throws Exception {
        try (Peer peer = connect()) {
            assertThat(peer.ping()).isPositive();
            assertThat(peer.connectNanos()).isPositive().isLessThan(peer.readyNanos());
        }
    }

    @Test
    void theWrongTokenIsRefusedAndNeverSent() {
        assertThatThrownBy(() -> Peer.connect(address(), "another token, guessed", PATIENCE))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("network.token")
                .hasMessageNotContaining("guessed");
        await().until(() -> server.connections() == 0);
    }

    @Test
    void nothingIsDoneForAPeerThatDoesNotIntroduceItself() throws Exception {
        try (Wire wire = new Wire(new Socket(InetAddress.getLoopbackAddress(), server.port()))) {
            wire.hear();
            wire.say("DOWNLOAD 1000");

            assertThat(wire.hear()).containsExactly("DENIED");
            assertThatThrownBy(wire::hear).isInstanceOf(PeerException.class);
        }
    }

    @Test
    void aLineWithoutAnEndIsNotKept() throws Exception {
        try (Wire wire = new Wire(new Socket(InetAddress.getLoopbackAddress(), server.port()))) {
            wire.hear();
            char[] endless = new char[5_000];
            Arrays.fill(endless, 'x');
            wire.say(new String(endless));

            assertThatThrownBy(wire::hear).isInstanceOf(IOException.class);
            await().until(() -> server.connections() == 0);
        }
    }

    @Test
    void aTransferThatIsTooGreatIsNotGranted() throws Exception {
        try (Peer peer = connect()) {
            assertThatThrownBy(() -> peer.transfer(Transfer.Direction.DOWNLOAD, 500_000_001))
                    .isInstanceOf(PeerException.class);
        }
    }

    @Test
    void aFullServerSaysSo() throws Exception {
        try (ProbeServer small = ProbeServer.start(config(TOKEN, 1, 1_000))) {
            PeerAddress address = new PeerAddress("127.0.0.1", small.port());
            try (Peer first = Peer.connect(address, TOKEN, PATIENCE)) {
                assertThatThrownBy(() -> Peer.connect(address, TOKEN, PATIENCE))
                        .isInstanceOf(PeerException.class)
                        .hasMessageContaining("busy");
                assertThat(first.ping()).isPositive();
            }
        }
    }

    @Test
    void onlyAServerWithATokenIsOpenToOthers() throws Exception {
        InetAddress anywhere = InetAddress.getByName("0.0.0.0");

        assertThatThrownBy(() -> new ProbeServerConfig(anywhere, 0, "", 8, 1))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("network.token");
        assertThatThrownBy(() -> new ProbeServerConfig(anywhere, 0, "short", 8, 1))
                .isInstanceOf(ConfigException.class);
        assertThat(new ProbeServerConfig(anywhere, 0, TOKEN, 8, 1).toString()).doesNotContain(TOKEN);
    }

    @Test
    void aPeerThatGoesAwayInTheMiddleIsNoTransfer() throws Exception {
        try (FakePeer half = new FakePeer(wire -> {
                    wire.hear();
                    wire.send(500_000);
                });
                Peer peer = Peer.connect(half.address(), "", PATIENCE)) {
            assertThatThrownBy(() -> peer.transfer(Transfer.Direction.DOWNLOAD, 1_000_000))
                    .isInstanceOf(PeerException.class)
                    .hasMessageContaining("500000 of 1000000");
        }
    }

    @Test
    void bytesThatChangeOnTheWayAreNoTransfer() throws Exception {
        try (FakePeer liar = new FakePeer(wire -> {
                    wire.hear();
                    wire.receive(1_000);
                    wire.say("DONE 1234abcd");
                });
                Peer peer = Peer.connect(liar.address(), "", PATIENCE)) {
            assertThatThrownBy(() -> peer.transfer(Transfer.Direction.UPLOAD, 1_000))
                    .isInstanceOf(PeerException.class)
                    .hasMessageContaining("1234abcd");
        }
    }

    @Test
    void nobodyThereIsAFailureToConnect() {
        server.close();

        assertThatThrownBy(() -> connect()).isInstanceOf(ConnectException.class);
    }

    /** Every tenth is thrown away on purpose; all of them fit into the socket's buffer, so nothing else loses one. */
    @Test
    void droppedDatagramsAreLost() throws Exception {
        try (FakePeer dropper = new FakePeer(wire -> {
                    int count = Integer.parseInt(wire.hear()[1]);
                    try (DatagramReceiver receiver =
                            DatagramReceiver.open(InetAddress.getLoopbackAddress(), count, n -> n % 10 != 0)) {
                        wire.say("UDP " + receiver.port() + " " + receiver.id());
                        wire.hear();
                        wire.say(receiver.count().line());
                    }
                });
                Peer peer = Peer.connect(dropper.address(), "", PATIENCE)) {
            DatagramLoss loss = peer.datagrams(200, 5_000, 200);

            assertThat(loss.lost()).isEqualTo(20);
            assertThat(loss.lostShare()).isCloseTo(.1, within(1e-12));
            assertThat(loss.reordered()).isZero();
            assertThat(loss.kernelDrops()).isIn(0L, null);
        }
    }

    @Test
    void aBenchmarkSaysWhatItMeasured() throws Exception {
        NetworkPlan plan = new NetworkPlan(List.of(100_000L), 1, 5, Duration.ofMillis(60), 3, 100, 5_000, 200);

        NetworkFigures figures = new NetworkBench(address(), TOKEN, PATIENCE, step -> {}).run(plan);

        assertThat(figures.roundTripNanos().count()).isPositive();
        assertThat(figures.connectNanos().count())
                .isEqualTo(figures.connections().made());
        assertThat(figures.throughput()).hasSize(2).allSatisfy(t -> {
            assertThat(t.bitsPerSecond().count()).isEqualTo(5);
            assertThat(t.bitsPerSecond().p50().low()).isNotNull(); // five are enough for an interval of the median
            assertThat(t.streamBitsPerSecond()).isEqualTo(t.bitsPerSecond()); // there is only one
        });
        assertThat(figures.idle().opened()).isEqualTo(3);
        assertThat(figures.datagrams().received()).isEqualTo(100);
    }

    @Test
    void severalStreamsCarryTheirTransfersAtTheSameTime() throws Exception {
        PeerAddress address = address();
        try (StreamBench streams = StreamBench.open(3, () -> Peer.connect(address, TOKEN, PATIENCE))) {
            NetworkFigures.Throughput figures = streams.measure(Transfer.Direction.UPLOAD, 2_000_000, 5);

            assertThat(figures.streams()).isEqualTo(3);
            assertThat(figures.bitsPerSecond().count()).isEqualTo(5);
            assertThat(figures.streamBitsPerSecond().count()).isEqualTo(15);
            // the sum is of what all carried over the time until the last had: more than the slowest of them alone did
            assertThat(figures.bitsPerSecond().max())
                    .isGreaterThan(figures.streamBitsPerSecond().min());
        }
        await().until(() -> {
            try (Peer peer = connect()) {
                return peer.resources().connections() == 1; // all streams are closed
            }
        });
    }

    @Test
    void theSumIsOverTheTimeInWhichAnyOfThemSent() {
        Transfer first = new Transfer(Transfer.Direction.UPLOAD, 10, -5, 20);
        Transfer last = new Transfer(Transfer.Direction.UPLOAD, 10, 3, 30);

        assertThat(StreamBench.span(List.of(first, last))).isEqualTo(38);
    }

    @Test
    void expectationsAreJudgedByWhatWasMeasured() throws Exception {
        try (Peer peer = connect()) {
            List<Claim> modest = new NetworkValidation(1e3, 1e12, Duration.ofMillis(200)).measure(peer);
            List<Claim> absurd = new NetworkValidation(null, 1.0, Duration.ofMillis(200)).measure(peer);

            assertThat(modest).extracting(Claim::name).containsExactly("round trip", "upload", "download");
            assertThat(modest.get(0).verdict()).isEqualTo(Claim.Verdict.PASS);
            assertThat(modest).noneMatch(claim -> claim.verdict() == Claim.Verdict.FAIL);
            assertThat(absurd)
                    .singleElement()
                    .satisfies(claim -> assertThat(claim.verdict()).isEqualTo(Claim.Verdict.FAIL));
        }
    }

    private Peer connect() throws Exception {
        return Peer.connect(address(), TOKEN, PATIENCE);
    }

    private PeerAddress address() {
        return new PeerAddress("127.0.0.1", server.port());
    }

    static ProbeServerConfig config(String token, int connections, long bytes) {
        return new ProbeServerConfig(InetAddress.getLoopbackAddress(), 0, token, connections, bytes);
    }
}

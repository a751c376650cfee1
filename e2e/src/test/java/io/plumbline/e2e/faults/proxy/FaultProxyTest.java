package io.plumbline.e2e.faults.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each mode, before a server that sends back what it gets. */
class FaultProxyTest {
    private static final int SHORT_MILLIS = 200;
    private static final int LONG_MILLIS = 10_000;

    private final AtomicInteger received = new AtomicInteger();
    private final ServerSocket server = echo();
    private final FaultProxy proxy = new FaultProxy(0, server.getLocalPort());

    @AfterEach
    void close() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void passes() throws IOException {
        try (Socket client = connect()) {
            assertThat(ask(client, 7)).isEqualTo(7);
        }
    }

    @Test
    void resetsOldAndNewConnectionsWhenItRefuses() throws IOException {
        try (Socket client = connect()) {
            ask(client, 1);

            proxy.mode(Mode.REFUSE);

            assertThatThrownBy(() -> ask(client, 2)).isInstanceOf(SocketException.class);
            assertThatThrownBy(() -> ask(connect(), 3)).isInstanceOf(SocketException.class);
            assertThat(proxy.refused()).isEqualTo(2);
        }
    }

    @Test
    void saysNothingAsABlackHoleAndDeliversAfterwards() throws IOException {
        try (Socket old = connect();
                Socket young = blackHole(old)) {
            silent(old, 5);
            silent(young, 6);
            assertThat(received.get()).as("what the server got").isEqualTo(1);

            proxy.mode(Mode.PASS);

            assertThat(answer(old)).isEqualTo(5);
            assertThat(answer(young)).isEqualTo(6);
        }
    }

    @Test
    void keepsAnswersBackWhenHalfOpen() throws IOException {
        try (Socket client = connect()) {
            ask(client, 1);
            proxy.mode(Mode.HALF_OPEN);

            silent(client, 9);

            await().until(() -> received.get() == 2);
            await().until(() -> proxy.held() == 1);
            proxy.mode(Mode.PASS);
            assertThat(answer(client)).isEqualTo(9);
        }
    }

    @Test
    void delaysEachPiece() throws IOException {
        proxy.delay(Duration.ofMillis(SHORT_MILLIS));
        try (Socket client = connect()) {
            ask(client, 1);
            proxy.mode(Mode.DELAY);
            long start = System.nanoTime();

            assertThat(ask(client, 2)).isEqualTo(2);

            assertThat(System.nanoTime() - start).isGreaterThan(2 * SHORT_MILLIS * 1_000_000L);
            assertThat(proxy.held()).isEqualTo(2);
        }
    }

    private Socket blackHole(Socket old) throws IOException {
        ask(old, 1);
        proxy.mode(Mode.BLACKHOLE);
        return connect();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static int ask(Socket client, int question) throws IOException {
        client.getOutputStream().write(question);
        return answer(client);
    }

    private static int answer(Socket client) throws IOException {
        client.setSoTimeout(LONG_MILLIS);
        int answer = client.getInputStream().read();
        if (answer < 0) {
            throw new SocketException("ended");
        }
        return answer;
    }

    private static void silent(Socket client, int question) throws IOException {
        client.getOutputStream().write(question);
        client.setSoTimeout(SHORT_MILLIS);
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
    }

    private ServerSocket echo() {
        try {
            ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
            Link.daemon("echo", () -> {
                while (!listener.isClosed()) {
                    Socket socket = listener.accept();
                    Link.daemon("echo-one", () -> echo(socket));
                }
            });
            return listener;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void echo(Socket socket) throws IOException {
        for (int one = socket.getInputStream().read();
                one >= 0;
                one = socket.getInputStream().read()) {
            received.incrementAndGet();
            socket.getOutputStream().write(one);
        }
    }
}

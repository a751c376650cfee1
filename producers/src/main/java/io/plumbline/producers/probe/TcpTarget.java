package io.plumbline.producers.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Opens a connection and closes it again. The name is resolved each time, within the measured time. */
record TcpTarget(String address) implements ProbeTarget {
    @Override
    public Answer ask(Duration allowed) throws IOException, TimeoutException {
        URI uri = URI.create(address);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), Math.toIntExact(allowed.toMillis()));
            return new Answer(0);
        } catch (SocketTimeoutException e) {
            throw timeout(e);
        }
    }

    private static TimeoutException timeout(SocketTimeoutException cause) {
        TimeoutException timeout = new TimeoutException("no connection in time");
        timeout.initCause(cause);
        return timeout;
    }
}

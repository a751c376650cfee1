package io.plumbline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Free ports of the loopback interface. */
public final class Ports {
    private Ports() {}

    /** A port that was free a moment ago: for servers that must be told their port before they start. */
    public static int reserve() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            socket.setReuseAddress(true);
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback interface", e);
        }
    }

    /** The same, but not {@code taken}, which nobody may have opened yet: the system may give a port twice. */
    static int reserveOtherThan(int taken) {
        int port = reserve();
        return port == taken ? reserveOtherThan(taken) : port;
    }
}

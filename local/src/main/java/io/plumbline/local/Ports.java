package io.plumbline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Free ports of the loopback interface. */
public final class Ports {
    /** The system may give a port again before whoever got it has opened it. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** A port that was free a moment ago, for servers that must be told theirs before they start. Never one twice. */
    public static int reserve() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            socket.setReuseAddress(true);
            int port = socket.getLocalPort();
            return GIVEN.add(port) ? port : reserve();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback interface", e);
        }
    }

    /** The same, but not {@code taken}, which nobody may have opened yet. */
    static int reserveOtherThan(int taken) {
        GIVEN.add(taken);
        return reserve();
    }
}

package io.plumbline.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports of the loopback interface, below those that the system gives to clients. So nobody who connects somewhere
 * meanwhile gets one that a server is about to open; and a server that was killed finds its port free when it comes back,
 * although its clients tried to connect to it all the while, each from a port of its own.
 */
public final class Ports {
    private static final int FIRST = 20_000;
    private static final int COUNT = 12_000;
    private static final int TRIES = 1_000;

    /** A port is free until whoever got it has opened it. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** A port that was free a moment ago, for servers that must be told theirs before they start. Never one twice. */
    public static int reserve() {
        for (int tries = 0; tries < TRIES; tries++) {
            int port = FIRST + ThreadLocalRandom.current().nextInt(COUNT);
            if (isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + FIRST + " to " + (FIRST + COUNT - 1));
    }

    /** The same, but not {@code taken}, which nobody may have opened yet. */
    static int reserveOtherThan(int taken) {
        GIVEN.add(taken);
        return reserve();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}

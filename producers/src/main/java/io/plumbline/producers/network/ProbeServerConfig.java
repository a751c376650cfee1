package io.plumbline.producers.network;

import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where a probe server listens, and what it grants at most. {@link #toString} shows no secrets.
 *
 * @param bind the address; other machines reach it only if it is not a loopback address
 * @param port 0: any free one
 * @param token what a peer must know; empty only on a loopback address
 * @param maxConnections at one time; more are told that it is busy
 * @param maxBytes of one transfer
 */
public record ProbeServerConfig(InetAddress bind, int port, String token, int maxConnections, long maxBytes) {
    public static final int PORT = 8475;
    public static final int MAX_CONNECTIONS = 1_024;
    public static final long MAX_BYTES = 100_000_000_000L;

    private static final int SHORTEST_TOKEN = 12;

    public ProbeServerConfig {
        Settings.check(
                bind.isLoopbackAddress() || token.length() >= SHORTEST_TOKEN,
                "a probe server on " + bind.getHostAddress() + " needs network.token, of " + SHORTEST_TOKEN
                        + " characters at least: others could use this machine's network");
        Settings.check(port >= 0 && port <= 65_535, "network.port must be within 0 and 65535, was " + port);
        Settings.check(
                maxConnections >= 1 && maxConnections <= 20_000,
                "network.max.connections must be within 1 and 20000, was " + maxConnections);
        Settings.check(maxBytes >= 1, "network.max.bytes must be positive, was " + maxBytes);
    }

    /** From {@code network.bind}, {@code .port}, {@code .token}, {@code .max.connections} and {@code .max.bytes}. */
    public static ProbeServerConfig from(Settings settings) {
        String bind = settings.string("network.bind", "127.0.0.1");
        try {
            return new ProbeServerConfig(
                    InetAddress.getByName(bind),
                    settings.integer("network.port", PORT),
                    settings.string("network.token", ""),
                    settings.integer("network.max.connections", MAX_CONNECTIONS),
                    settings.number("network.max.bytes", MAX_BYTES));
        } catch (UnknownHostException e) {
            throw new ConfigException("network.bind is no address of this machine: " + bind);
        }
    }

    @Override
    public String toString() {
        return "ProbeServerConfig[bind=" + bind.getHostAddress() + ", port=" + port + ", token="
                + (token.isEmpty() ? "none" : "set") + ", maxConnections=" + maxConnections + "]";
    }
}

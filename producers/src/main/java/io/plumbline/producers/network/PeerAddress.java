package io.plumbline.producers.network;

import io.plumbline.settings.ConfigException;
import java.net.InetSocketAddress;

/** Where a probe server answers: {@code host:port}, with an IPv6 address in brackets. */
public record PeerAddress(String host, int port) {
    /** @throws ConfigException if it is none */
    public static PeerAddress of(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 1 ? "" : text.substring(0, colon);
        String port = text.substring(colon + 1);
        if (host.isEmpty() || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new ConfigException("a peer is host:port, was '" + text + "'");
        }
        return new PeerAddress(host.replaceAll("^\\[|]$", ""), Integer.parseInt(port));
    }

    /** Resolves the name anew each time. */
    InetSocketAddress resolve() {
        return new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}

package io.plumbline.producers.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The other end of network measurements: it takes and gives payload, answers pings and counts datagrams, for peers that
 * know its token. Each connection has a thread of its own, so that a transfer is as fast as plain sockets are; there are
 * never more than the configured number, and one on which nothing moves makes room when others wait.
 */
public final class ProbeServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProbeServer.class);
    private static final Duration STALE = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int BACKLOG = 512;
    private static final int STACK_BYTES = 1 << 18;

    private final ProbeServerConfig config;
    private final ServerSocket listener;
    private final Set<Wire> connections = ConcurrentHashMap.newKeySet();
    private final Thread acceptor;
    private volatile boolean closing;

    private ProbeServer(ProbeServerConfig config) throws IOException {
        this.config = config;
        listener = new ServerSocket();
        listener.setReuseAddress(true);
        try {
            listener.bind(new InetSocketAddress(config.bind(), config.port()), BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw new PeerException("cannot listen on " + config.bind().getHostAddress() + ":" + config.port(), e);
        }
        acceptor = daemon(this::accept, "plumbline-network-accept");
    }

    /** @throws PeerException if the port is taken */
    public static ProbeServer start(ProbeServerConfig config) throws IOException {
        ProbeServer server = new ProbeServer(config);
        server.acceptor.start();
        LOG.info("network=listening port={} {}", server.port(), config);
        return server;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Connections that are open now. */
    public int connections() {
        return connections.size();
    }

    @Override
    public void close() {
        closing = true;
        try {
            listener.close();
        } catch (IOException e) {
            LOG.debug("network=closing listener was broken", e);
        }
        awaitAcceptor(); // it may be taking one more connection
        connections.forEach(ProbeServer::closeQuietly);
    }

    private void accept() {
        while (!closing) {
            try {
                take(listener.accept());
            } catch (IOException e) {
                if (!closing) { // e.g. no file descriptor left: the next one may succeed
                    LOG.warn("network=accept failed, going on", e);
                    pause();
                }
            }
        }
    }

    private void take(Socket socket) throws IOException {
        Wire wire = new Wire(socket);
        if (connections.size() >= config.maxConnections()) {
            long limit = System.nanoTime() - STALE.toNanos();
            connections.stream().filter(c -> c.movedNanos() - limit < 0).forEach(ProbeServer::closeQuietly);
        }
        if (connections.size() >= config.maxConnections()) {
            wire.say("ERR busy with " + connections.size() + " connections");
            wire.close();
            return;
        }
        connections.add(wire);
        daemon(() -> serve(wire), "plumbline-network-" + socket.getPort()).start();
    }

    private void serve(Wire wire) {
        try (wire) {
            new ProbeConnection(wire, config, connections::size).run();
        } catch (IOException e) { // a peer that leaves is no fault of ours
            LOG.debug("network=left peer={} reason={}", wire.socket().getRemoteSocketAddress(), e.getMessage());
        } finally {
            connections.remove(wire);
        }
    }

    private void awaitAcceptor() {
        try {
            acceptor.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(null, task, name, STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(Wire wire) {
        try {
            wire.close();
        } catch (IOException e) {
            LOG.debug("network=closing connection was broken", e);
        }
    }
}

package io.plumbline.e2e.faults.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A TCP proxy on the loopback interface whose network can be made to fail. It listens as long as it lives, also while it
 * refuses: a port that nobody listens on could be taken by a client that keeps trying to connect to it. Thread-safe.
 */
public final class FaultProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicLong held = new AtomicLong();
    private volatile int target;
    private volatile Mode mode = Mode.PASS;
    private volatile Duration delay = Duration.ofMillis(20);

    /**
     * @param port to listen on; 0: a free one
     * @param target port of the server; 0: not known yet
     */
    public FaultProxy(int port, int target) {
        this.target = target;
        try {
            listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
        Link.daemon("fault-proxy-" + listener.getLocalPort(), this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Where connections from now on go: a server that was started again may have another port. */
    public void target(int port) {
        target = port;
    }

    /** Changes what happens from now on; connections that are open included. */
    public void mode(Mode next) {
        mode = next;
        if (next == Mode.REFUSE) {
            refused.addAndGet(links.size());
            links.forEach(Link::reset);
        }
        synchronized (this) {
            notifyAll();
        }
    }

    public Mode mode() {
        return mode;
    }

    /** For {@link Mode#DELAY}. */
    public void delay(Duration each) {
        delay = each;
    }

    /** Connections that were reset by {@link Mode#REFUSE}, at their start or later. */
    public int refused() {
        return refused.get();
    }

    /** Connections that were reset at a commit. */
    public int cuts() {
        return cuts.get();
    }

    /** Pieces of traffic, and new connections, that were kept back or delayed. */
    public long held() {
        return held.get();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            links.forEach(Link::reset);
        }
    }

    /** Waits as the mode wants it before a piece goes on. */
    void pause(boolean answer) throws InterruptedException {
        if (mode == Mode.DELAY) {
            held.incrementAndGet();
            Thread.sleep(delay.toMillis());
        }
        if (holds(answer)) {
            held.incrementAndGet();
            synchronized (this) {
                while (holds(answer)) {
                    wait();
                }
            }
        }
    }

    private boolean holds(boolean answer) {
        return mode == Mode.BLACKHOLE || (answer && mode == Mode.HALF_OPEN);
    }

    /** Whether the commit that comes now is the one to cut; true once for each change of the mode. */
    synchronized boolean takes(Mode cut) {
        if (mode != cut) {
            return false;
        }
        mode = Mode.PASS;
        cuts.incrementAndGet();
        return true;
    }

    void closed(Link link) {
        links.remove(link);
    }

    private void accept() throws IOException {
        while (!listener.isClosed()) {
            Socket client = listener.accept();
            if (mode == Mode.REFUSE) {
                refused.incrementAndGet();
                Link.reset(client);
            } else {
                Link link = new Link(this, client);
                links.add(link);
                Link.daemon("fault-proxy-link", () -> link.open(target));
            }
        }
    }
}

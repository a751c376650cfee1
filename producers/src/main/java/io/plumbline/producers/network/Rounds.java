package io.plumbline.producers.network;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures one peer round after round: a connection of its own in each, and over one that lasts round trips, transfers
 * and datagrams. What comes first over a new connection does not count. A peer that is away is a round with a failure; the
 * next one tries again. For one thread.
 */
final class Rounds implements AutoCloseable {
    private final PeerAddress address;
    private final String token;
    private final RoundPlan plan;
    private Peer lasting; // null: to be made in the next round

    private int tried;
    private int made;
    private Long connectNanos;
    private List<Long> roundTrips = new ArrayList<>();
    private List<Transfer> transfers = new ArrayList<>();
    private DatagramLoss loss;

    Rounds(PeerAddress address, String token, RoundPlan plan) {
        this.address = address;
        this.token = token;
        this.plan = plan;
    }

    /** @throws io.plumbline.settings.ConfigException if the peer refuses our token: trying again changes nothing */
    Round next() {
        forget();
        long start = System.nanoTime();
        String failure = null;
        try {
            measure(start);
        } catch (IOException e) {
            failure = e.getMessage();
            close();
        }
        return new Round(
                address, start, System.nanoTime(), connectNanos, tried, made, roundTrips, transfers, loss, failure);
    }

    @Override
    public void close() {
        if (lasting != null) {
            try {
                lasting.close();
            } catch (IOException e) {
                lasting = null; // it is gone already
            }
            lasting = null;
        }
    }

    private void measure(long start) throws IOException {
        try (Peer once = connect()) {
            connectNanos = once.connectNanos();
        }
        if (lasting == null) {
            lasting = connect();
            warmUp();
        }
        long between = plan.interval().toNanos() / 2 / plan.pings();
        for (int i = 0; i < plan.pings(); i++) {
            waitUntil(start + i * between);
            roundTrips.add(lasting.ping());
        }
        transfers = transferBothWays();
        if (plan.datagrams() > 0) {
            loss = lasting.datagrams(plan.datagrams(), RoundPlan.DATAGRAMS_PER_SECOND, RoundPlan.DATAGRAM_BYTES);
        }
    }

    /** Over a new connection TCP's window grows, and both ends may be new themselves: that is not the network's pace. */
    private void warmUp() throws IOException {
        lasting.ping();
        transferBothWays();
    }

    private List<Transfer> transferBothWays() throws IOException {
        return plan.transferBytes() == 0
                ? List.of()
                : List.of(
                        lasting.transfer(Transfer.Direction.UPLOAD, plan.transferBytes()),
                        lasting.transfer(Transfer.Direction.DOWNLOAD, plan.transferBytes()));
    }

    private Peer connect() throws IOException {
        tried++;
        Peer peer = Peer.connect(address, token, plan.timeout());
        made++;
        return peer;
    }

    private void forget() {
        tried = 0;
        made = 0;
        connectNanos = null;
        roundTrips = new ArrayList<>();
        transfers = new ArrayList<>();
        loss = null;
    }

    private static void waitUntil(long due) {
        long wait = due - System.nanoTime();
        if (wait > 0) {
            LockSupport.parkNanos(wait);
        }
    }
}

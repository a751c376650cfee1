package io.plumbline.producers.network;

import io.plumbline.producers.figure.Samples;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Measures the network to one peer, one thing after the other, so that none disturbs the next. */
public record NetworkBench(PeerAddress address, String token, Duration timeout, Consumer<String> progress) {
    /** Round trips before the first that counts. */
    private static final int WARM_UP = 50;

    /** @throws IOException if the peer cannot be reached or goes away: nothing is said of half a measurement */
    public NetworkFigures run(NetworkPlan plan) throws IOException {
        try (Peer peer = connect();
                StreamBench streams = StreamBench.open(plan.streams(), this::connect)) {
            progress.accept("round trips");
            Samples roundTrips = roundTrips(peer, plan.time());
            progress.accept("connections");
            ConnectionBench.Result connections = new ConnectionBench(address, token, timeout).run(plan.time());
            List<NetworkFigures.Throughput> throughput = throughput(streams, plan);
            NetworkFigures.IdleCost idle = plan.idleConnections() == 0 ? null : idle(peer, plan.idleConnections());
            return new NetworkFigures(
                    address.toString(),
                    roundTrips.distribution(),
                    connections.connectNanos().distribution(),
                    connections.readyNanos().distribution(),
                    connections.rate(),
                    throughput,
                    idle,
                    plan.datagrams() == 0 ? null : loss(peer, plan));
        }
    }

    /** Pings for a while; those that warm up are not in it. */
    public static Samples roundTrips(Peer peer, Duration time) throws IOException {
        for (int i = 0; i < WARM_UP; i++) {
            peer.ping();
        }
        Samples nanos = new Samples();
        long end = System.nanoTime() + time.toNanos();
        do {
            nanos.record(peer.ping());
        } while (System.nanoTime() - end < 0);
        return nanos;
    }

    private List<NetworkFigures.Throughput> throughput(StreamBench streams, NetworkPlan plan) throws IOException {
        List<NetworkFigures.Throughput> all = new ArrayList<>();
        for (long size : plan.sizes()) {
            for (Transfer.Direction direction : Transfer.Direction.values()) {
                progress.accept(direction + " of " + size + " bytes"
                        + (plan.streams() == 1 ? "" : " over each of " + plan.streams() + " connections"));
                all.add(streams.measure(direction, size, plan.repeats()));
            }
        }
        return all;
    }

    private NetworkFigures.IdleCost idle(Peer peer, int connections) throws IOException {
        progress.accept(connections + " idle connections");
        ServerResources before = peer.resources();
        Deque<Peer> open = new ArrayDeque<>();
        try {
            for (int i = 0; i < connections; i++) {
                open.push(connect());
            }
            return NetworkFigures.IdleCost.between(before, peer.resources());
        } finally {
            while (!open.isEmpty()) {
                open.pop().close();
            }
        }
    }

    private NetworkFigures.Loss loss(Peer peer, NetworkPlan plan) throws IOException {
        progress.accept(plan.datagrams() + " datagrams");
        DatagramLoss loss = peer.datagrams(plan.datagrams(), plan.datagramsPerSecond(), plan.datagramBytes());
        return NetworkFigures.Loss.of(loss, plan.datagramsPerSecond(), plan.datagramBytes());
    }

    private Peer connect() throws IOException {
        return Peer.connect(address, token, timeout);
    }
}

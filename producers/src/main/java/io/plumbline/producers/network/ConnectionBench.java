package io.plumbline.producers.network;

import io.plumbline.producers.figure.Samples;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** Opens and closes connections as fast as a few threads can. */
record ConnectionBench(PeerAddress address, String token, Duration timeout) {
    private static final int THREADS = 4;

    /** @param rate null figures are those of no connection at all */
    record Result(Samples connectNanos, Samples readyNanos, NetworkFigures.ConnectionRate rate) {}

    private static final class Tally {
        private final Samples connect = new Samples();
        private final Samples ready = new Samples();
        private long tried;
        private String failure;
    }

    /** A connection that fails is counted; a wrong token ends it all. */
    Result run(Duration time) throws IOException {
        long start = System.nanoTime();
        long end = start + time.toNanos();
        List<Tally> tallies = Parallel.all(Collections.nCopies(THREADS, () -> connectUntil(end)));
        return sum(tallies, System.nanoTime() - start);
    }

    private Tally connectUntil(long end) {
        Tally tally = new Tally();
        do {
            tally.tried++;
            try (Peer peer = Peer.connect(address, token, timeout)) {
                tally.connect.record(peer.connectNanos());
                tally.ready.record(peer.readyNanos());
            } catch (IOException e) {
                tally.failure = tally.failure == null ? e.getMessage() : tally.failure;
            }
        } while (System.nanoTime() - end < 0);
        return tally;
    }

    private static Result sum(List<Tally> tallies, long nanos) {
        Samples connect = new Samples();
        Samples ready = new Samples();
        long tried = 0;
        String failure = null;
        for (Tally tally : tallies) {
            connect.merge(tally.connect);
            ready.merge(tally.ready);
            tried += tally.tried;
            failure = failure == null ? tally.failure : failure;
        }
        long made = connect.count();
        return new Result(
                connect, ready, new NetworkFigures.ConnectionRate(THREADS, tried, made, 1e9 * made / nanos, failure));
    }
}

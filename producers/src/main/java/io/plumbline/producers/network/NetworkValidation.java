package io.plumbline.producers.network;

import io.plumbline.producers.figure.Claim;
import io.plumbline.producers.figure.Distribution;
import io.plumbline.producers.figure.Estimate;
import io.plumbline.producers.figure.Samples;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures whether a network keeps what is expected of it: transfers of one size, each way, for a while, and round trips.
 * The size is the least that takes {@value #LEAST_MILLIS} ms, so that a transfer is long against a round trip and there
 * are many of them.
 *
 * @param bitsPerSecond that 95 % of transfers must reach, each way; null: not asked
 * @param latencyNanos within which 95 % of round trips must be; null: not asked
 * @param time for each
 */
public record NetworkValidation(Double bitsPerSecond, Double latencyNanos, Duration time) {
    private static final int LEAST_MILLIS = 20;
    private static final long SMALLEST = 100_000;
    private static final long GREATEST = 400_000_000;
    private static final double BITS_OF_GIGABIT = 1e9;
    private static final double NANOS_OF_MILLI = 1e6;

    public List<Claim> measure(Peer peer) throws IOException {
        List<Claim> claims = new ArrayList<>();
        if (latencyNanos != null) {
            claims.add(latency(NetworkBench.roundTrips(peer, time).distribution()));
        }
        if (bitsPerSecond != null) {
            for (Transfer.Direction direction : Transfer.Direction.values()) {
                long bytes = size(peer, direction);
                claims.add(throughput(direction, bytes, transfers(peer, direction, bytes)));
            }
        }
        return claims;
    }

    Claim latency(Distribution nanos) {
        Estimate p95 = nanos.p95();
        return Claim.atMost(
                "round trip",
                "ms",
                latencyNanos / NANOS_OF_MILLI,
                p95.value() / NANOS_OF_MILLI,
                scaled(p95.low(), 1 / NANOS_OF_MILLI),
                scaled(p95.high(), 1 / NANOS_OF_MILLI),
                nanos.count());
    }

    /** 95 % of transfers are done within the 95th percentile of their times, so 95 % reach the throughput of that time. */
    Claim throughput(Transfer.Direction direction, long bytes, Distribution nanos) {
        Estimate p95 = nanos.p95();
        return Claim.atLeast(
                direction == Transfer.Direction.UPLOAD ? "upload" : "download",
                "Gbps",
                bitsPerSecond / BITS_OF_GIGABIT,
                gigabits(bytes, p95.value()),
                p95.high() == null ? null : (Double) gigabits(bytes, p95.high()),
                p95.low() == null ? null : (Double) gigabits(bytes, p95.low()),
                nanos.count());
    }

    private Distribution transfers(Peer peer, Transfer.Direction direction, long bytes) throws IOException {
        Samples nanos = new Samples();
        long end = System.nanoTime() + time.toNanos();
        do {
            nanos.record(peer.transfer(direction, bytes).nanos());
        } while (System.nanoTime() - end < 0);
        return nanos.distribution();
    }

    private static long size(Peer peer, Transfer.Direction direction) throws IOException {
        long bytes = SMALLEST;
        peer.transfer(direction, bytes);
        while (bytes < GREATEST && peer.transfer(direction, bytes).nanos() < LEAST_MILLIS * NANOS_OF_MILLI) {
            bytes = Math.min(GREATEST, 2 * bytes);
        }
        return bytes;
    }

    private static double gigabits(long bytes, double nanos) {
        return 8e9 * bytes / nanos / BITS_OF_GIGABIT;
    }

    private static Double scaled(Double value, double factor) {
        return value == null ? null : (Double) (value * factor);
    }
}

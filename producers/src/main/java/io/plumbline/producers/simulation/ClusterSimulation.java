package io.plumbline.producers.simulation;

import io.plumbline.sketch.Sketch;
import java.time.Duration;
import java.util.SplittableRandom;

/** A simulated cluster in virtual time: nothing sleeps, no clock is read, and a seed gives the same run for ever. */
public final class ClusterSimulation {
    /** Proposal, prepare votes, commit votes. */
    private static final int PHASES = 3;

    private ClusterSimulation() {}

    /**
     * Simulates one cluster. Pure: the same arguments give the same result and the same calls of the observer.
     *
     * @param warmup virtual time before anything counts
     * @param measured virtual time that the result is over
     */
    public static SimulationResult run(
            ClusterConfig config, long seed, Duration warmup, Duration measured, Observer observer) {
        SplittableRandom random = new SplittableRandom(seed);
        Condition condition = config.condition();
        long begin = warmup.toNanos();
        long end = begin + measured.toNanos();
        double gap = 1e9 / config.offeredPerSecond();
        Sketch latency = new Sketch();
        long rounds = 0;
        long nextOperation = 0;
        double now = 0;
        while (now < end) {
            now = Math.max(now, nextOperation * gap);
            long first = nextOperation;
            nextOperation =
                    Math.min((long) (now / gap) + 1, first + config.protocol().blockOperations());
            for (int phase = 0; phase < PHASES; phase++) {
                now += condition.minLatencyNanos()
                        + random.nextDouble() * (condition.maxLatencyNanos() - condition.minLatencyNanos())
                        + config.signatures().signNanos()
                        + (double) config.nodes() * config.signatures().verifyNanos();
            }
            for (long operation = first; operation < nextOperation && now >= begin && now < end; operation++) {
                long intended = (long) (operation * gap);
                latency.record((double) ((long) now - intended));
                observer.operation(
                        (int) (rounds % config.nodes()),
                        intended,
                        (long) now - intended,
                        true,
                        config.protocol().operationBytes());
            }
            rounds++;
        }
        double seconds = measured.toNanos() / 1e9;
        long sent = rounds * config.nodes() * (2L * config.nodes() - 1);
        return new SimulationResult(
                latency.count(),
                0,
                latency.count() / seconds,
                latency,
                rounds,
                sent,
                sent,
                0,
                0,
                0,
                0,
                sent,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                measured);
    }
}

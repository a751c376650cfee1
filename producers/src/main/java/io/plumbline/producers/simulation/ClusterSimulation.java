package io.plumbline.producers.simulation;

import io.plumbline.settings.Settings;
import java.time.Duration;

/** A simulated cluster in virtual time: nothing sleeps, no clock is read, and a seed gives the same run for ever. */
public final class ClusterSimulation {
    private ClusterSimulation() {}

    /**
     * Simulates one cluster. Pure: the same arguments give the same result and the same calls of the observer.
     *
     * @param warmup virtual time before anything counts
     * @param measured virtual time that the result is over
     */
    public static SimulationResult run(
            ClusterConfig config, long seed, Duration warmup, Duration measured, Observer observer) {
        Settings.check(!warmup.isNegative(), "warm-up cannot be negative, was " + warmup);
        Settings.check(measured.compareTo(Duration.ZERO) > 0, "there must be some measured time, was " + measured);
        return new Cluster(config, seed, observer).run(warmup, measured);
    }
}

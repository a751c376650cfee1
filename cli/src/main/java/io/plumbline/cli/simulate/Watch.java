package io.plumbline.cli.simulate;

import io.plumbline.producers.simulation.ForwardingObserver;
import io.plumbline.producers.simulation.NodeInterval;
import io.plumbline.producers.simulation.Observer;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/**
 * Goes between a simulation and whoever observes it: at the end of each virtual second it says how far the simulation
 * is, ends it if somebody asks, and at real pace waits until the clock is there too.
 */
public final class Watch extends ForwardingObserver {
    private final Clock clock;
    private long latest;

    /** Time outside of the simulation. */
    public interface Clock {
        /**
         * Returns when the simulation may go on.
         *
         * @param simulated how far it is
         * @return whether it shall end
         */
        boolean reached(Duration simulated) throws InterruptedException;
    }

    public Watch(Observer next, Clock clock) {
        super(next);
        this.clock = clock;
    }

    /** @throws CancellationException if the simulation shall end */
    @Override
    public void interval(NodeInterval interval) {
        long second = interval.endNanos();
        if (second > latest) {
            latest = second;
            await(Duration.ofNanos(second));
        }
        super.interval(interval);
    }

    private void await(Duration simulated) {
        boolean ended;
        try {
            ended = clock.reached(simulated);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended = true;
        }
        if (ended) {
            throw new CancellationException(
                    "the simulation was ended after " + simulated.toSeconds() + " s of its time");
        }
    }
}

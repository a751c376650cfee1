package io.plumbline.cli.simulate;

import io.plumbline.producers.simulation.NodeInterval;
import io.plumbline.producers.simulation.Observer;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/**
 * Goes between a simulation and whoever observes it: at the end of each virtual second it says how far the simulation
 * is, ends it if somebody asks, and at real pace waits until the clock is there too.
 */
public final class Watch implements Observer {
    private final Observer next;
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
        this.next = next;
        this.clock = clock;
    }

    @Override
    public void operation(int node, long intendedNanos, long durationNanos, boolean committed, int bytes) {
        next.operation(node, intendedNanos, durationNanos, committed, bytes);
    }

    @Override
    public void decided(int node, long proposedNanos, long durationNanos) {
        next.decided(node, proposedNanos, durationNanos);
    }

    @Override
    public void viewChange(int node, long sinceNanos, long durationNanos) {
        next.viewChange(node, sinceNanos, durationNanos);
    }

    /** @throws CancellationException if the simulation shall end */
    @Override
    public void interval(NodeInterval interval) {
        long second = interval.endNanos();
        if (second > latest) {
            latest = second;
            await(Duration.ofNanos(second));
        }
        next.interval(interval);
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

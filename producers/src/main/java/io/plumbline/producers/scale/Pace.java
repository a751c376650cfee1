package io.plumbline.producers.scale;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** How far a suite is, and when it will be done if it goes on as since this process took it up. */
final class Pace {
    private final List<Step> steps;
    private final LongSupplier nanoClock;
    private final long startNanos;
    private final double total;
    private final double before;

    Pace(List<Step> steps, Checkpoint from, LongSupplier nanoClock) {
        this.steps = steps;
        this.nanoClock = nanoClock;
        startNanos = nanoClock.getAsLong();
        total = steps.stream().mapToDouble(Step::weight).sum();
        before = done(from);
    }

    Progress.State at(Checkpoint checkpoint) {
        Duration elapsed = Duration.ofNanos(nanoClock.getAsLong() - startNanos);
        double done = done(checkpoint);
        double here = done - before;
        Optional<Duration> left = here > 0
                ? Optional.of(Duration.ofMillis(Math.round(elapsed.toMillis() * (total - done) / here)))
                : Optional.empty();
        int count = (int) steps.stream().filter(checkpoint::has).count();
        return new Progress.State(steps.size(), count, done / total, elapsed, left);
    }

    private double done(Checkpoint checkpoint) {
        return steps.stream().filter(checkpoint::has).mapToDouble(Step::weight).sum();
    }
}

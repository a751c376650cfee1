package io.plumbline.producers.load;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Raises the offered rate until the target no longer follows. */
public record Stress(OpenLoop loop, StressPlan plan, Consumer<StressPlan.Step> progress) {
    private static final int SETTLING_PARTS = 5;

    /**
     * What was found: the capacity lies between the two rates.
     *
     * @param greatestKept in operations per second; null: even the first rate was too much
     * @param leastBroken null: none was; the capacity is at least {@code greatestKept}
     * @param reason why {@code leastBroken} was not kept
     * @param steps in the order in which they were tried
     */
    public record Result(Double greatestKept, Double leastBroken, String reason, List<StressPlan.Step> steps) {}

    public Result run(AtomicBoolean stop) throws InterruptedException {
        List<StressPlan.Step> steps = new ArrayList<>();
        double kept = 0;
        double broken = Double.POSITIVE_INFINITY;
        String reason = null;
        int refined = 0;
        for (OptionalDouble rate = plan.next(kept, broken, refined);
                rate.isPresent() && !stop.get();
                rate = plan.next(kept, broken, refined)) {
            refined += broken < Double.POSITIVE_INFINITY ? 1 : 0;
            StressPlan.Step step = step(rate.getAsDouble(), stop);
            if (stop.get()) {
                break; // cut short: it says nothing
            }
            steps.add(step);
            progress.accept(step);
            if (step.kept()) {
                kept = step.offered();
            } else {
                broken = step.offered();
                reason = step.broken();
            }
        }
        return new Result(
                kept == 0 ? null : (Double) kept,
                broken == Double.POSITIVE_INFINITY ? null : (Double) broken,
                reason,
                steps);
    }

    private StressPlan.Step step(double rate, AtomicBoolean stop) throws InterruptedException {
        OpenLoop.Run run = loop.run(new Arrivals.Constant(rate, plan.step()), stop);
        long length = plan.step().toNanos();
        LoadSummary figures = LoadSummary.of(run.log(), length / SETTLING_PARTS, length);
        return new StressPlan.Step(rate, figures, run.pace(), plan.broken(rate, figures));
    }
}

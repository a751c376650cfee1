package io.plumbline.producers.scale;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Measures the steps of a suite that its checkpoint lacks, as many at a time as the target and the machine allow, and keeps each
 * result at once. What a step measures does not depend on which others run beside it.
 */
public final class Controller {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Target target;
    private final CheckpointFile file;
    private final Progress progress;
    private final int atOnce;

    /** @param processors how many steps may be measured at once */
    public Controller(Target target, CheckpointFile file, Progress progress, int processors) {
        this.target = target;
        this.file = file;
        this.progress = progress;
        this.atOnce = target.isParallel() ? processors : 1;
    }

    private record Measured(Step step, StepResult result) {}

    /**
     * @param ending is asked now and then; when it says yes, steps that are under way are given up
     * @return the results that there are: of all steps unless it ended early
     */
    public Checkpoint run(List<Curve> curves, Checkpoint from, BooleanSupplier ending) throws Exception {
        List<Step> steps =
                curves.stream().flatMap(curve -> curve.steps().stream()).toList();
        file.write(from);
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            return measure(steps, from, ending, new ExecutorCompletionService<>(threads));
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(
                    PATIENCE.toSeconds(), TimeUnit.SECONDS); // what does not heed it ends with the process
        }
    }

    private Checkpoint measure(
            List<Step> steps, Checkpoint from, BooleanSupplier ending, CompletionService<Measured> threads)
            throws Exception {
        Pace pace = new Pace(steps, from, System::nanoTime);
        Checkpoint checkpoint = from;
        Deque<Step> waiting = waiting(steps, from);
        int underWay = 0;
        while (underWay > 0 || !waiting.isEmpty()) {
            for (; underWay < atOnce && !waiting.isEmpty(); underWay++) {
                Step step = waiting.remove();
                threads.submit(() -> new Measured(step, target.measure(step)));
            }
            Future<Measured> done = threads.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            if (done != null) {
                underWay--;
                checkpoint = keep(result(done), checkpoint, pace);
            } else {
                progress.show(pace.at(checkpoint));
            }
            if (ending.getAsBoolean()) {
                return checkpoint;
            }
        }
        return checkpoint;
    }

    private Checkpoint keep(Measured measured, Checkpoint before, Pace pace) {
        Checkpoint checkpoint = before.with(measured.step, measured.result);
        file.write(checkpoint);
        progress.measured(measured.step, measured.result, pace.at(checkpoint));
        return checkpoint;
    }

    /** Side by side the greatest first, or one of them would be left for the end; else in the order of the suite. */
    private Deque<Step> waiting(List<Step> steps, Checkpoint from) {
        return steps.stream()
                .filter(step -> !from.has(step))
                .sorted(
                        atOnce > 1
                                ? Comparator.comparingDouble(Step::weight).reversed()
                                : Comparator.comparingInt(step -> 0))
                .collect(Collectors.toCollection(ArrayDeque::new));
    }

    private static Measured result(Future<Measured> done) throws Exception {
        try {
            return done.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }
}

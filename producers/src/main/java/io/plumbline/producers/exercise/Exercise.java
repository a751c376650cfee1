package io.plumbline.producers.exercise;

import io.plumbline.producers.FixedSchedule;
import io.plumbline.producers.agent.Recorder;
import io.plumbline.schemas.event.Outcome;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Does one kind of {@link Work} at a fixed pace and records how long each took: something real to be measured whose amount of
 * work can be changed, to see whether the change is found. One thread; what is due while it is busy is left out.
 */
public final class Exercise implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(10);
    private static final long CLOSE_MILLIS = 1_000;

    private final Work work;
    private final Recorder recorder;
    private final Thread thread;
    private volatile double factor = 1;
    private volatile boolean closing;

    private Exercise(Work work, Recorder recorder) {
        this.work = work;
        this.recorder = recorder;
        this.thread = new Thread(this::run, "plumbline-exercise-" + work);
        thread.setDaemon(true);
    }

    public static Exercise start(Work work, Recorder recorder) {
        Exercise exercise = new Exercise(work, recorder);
        exercise.thread.start();
        return exercise;
    }

    /** From now on each operation has {@code newFactor} times the usual work. */
    public void setFactor(double newFactor) {
        factor = newFactor;
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        FixedSchedule schedule = new FixedSchedule(System.nanoTime(), INTERVAL.toNanos());
        LongSupplier round = work.round();
        long expected = round.getAsLong();
        while (!closing) {
            long due = schedule.due(schedule.next(System.nanoTime()));
            for (long wait = due - System.nanoTime(); wait > 0 && !closing; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(this, wait);
            }
            if (!closing) {
                perform(round, expected);
            }
        }
    }

    /** The result is looked at, so that no compiler can leave the work out. */
    private void perform(LongSupplier round, long expected) {
        int rounds = work.rounds(factor);
        long sum = 0;
        long start = System.nanoTime();
        for (int i = 0; i < rounds; i++) {
            sum += round.getAsLong();
        }
        long end = System.nanoTime();
        recorder.record(start, end, sum == rounds * expected ? Outcome.OK : Outcome.ERROR);
    }
}

package io.plumbline.producers.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** The queue of a node against what queueing theory says of it. Times are in units of a mean service of 10,000. */
class ProcessorsTest {
    private static final int JOBS = 400_000;
    private static final double SERVICE = 10_000;
    private static final Draws ARRIVALS = new Draws(11);
    private static final Draws SERVICES = new Draws(12);

    @Test
    void waitsOfConstantJobsAreThoseOfPollaczekAndKhinchine() {
        double load = .8;

        double wait = meanWait(1, load, job -> SERVICE);

        assertThat(wait / SERVICE).isCloseTo(load / (2 * (1 - load)), within(.08)); // 2; standard error .025
    }

    @Test
    void waitsOfExponentialJobsAreThoseOfMM1() {
        double load = .7;

        double wait = meanWait(1, load, job -> SERVICE * exponential(SERVICES, job));

        assertThat(wait / SERVICE).isCloseTo(load / (1 - load), within(.08)); // 2.33
    }

    @Test
    void waitsForOneOfFourProcessorsAreThoseOfErlang() {
        double load = .8; // of each

        double wait = meanWait(4, load, job -> SERVICE * exponential(SERVICES, job));

        assertThat(wait / SERVICE).isCloseTo(erlangC(4, load) / (4 * (1 - load)), within(.04)); // .746
    }

    @Test
    void jobsBeginInTheOrderInWhichTheyCameAndWithoutIdling() {
        Processors two = new Processors(new int[] {2}, new long[] {0}, 1_000);
        long[] begins = new long[4];
        for (int job = 0; job < 4; job++) { // all at once, ten long
            int processor = two.pick(0);
            begins[job] = two.freeAt(processor);
            two.occupy(processor, begins[job] + 10);
        }

        assertThat(begins).containsExactly(0, 0, 10, 10);
        assertThat(two.backlogNanos(0, 5)).isEqualTo(30);
    }

    @Test
    void aMessageTakesMemoryUntilItsJobBegins() {
        Processors one = new Processors(new int[] {1}, new long[] {100}, 1_000);
        for (int i = 0; i < 20; i++) { // more than the queue has room for at first
            one.keep(0, 10L * i, 45);
        }

        assertThat(one.hasRoom(0, -1, 0)).isTrue();
        assertThat(one.memoryBytes(0, -1)).isEqualTo(1_000);
        assertThat(one.hasRoom(0, -1, 1)).isFalse();
        assertThat(one.hasRoom(0, 0, 45)).isTrue();
        assertThat(one.memoryBytes(0, 95)).isEqualTo(100 + 10 * 45);
        assertThat(one.takeGreatestBytes()).isEqualTo(1_000);
    }

    private static double meanWait(int processors, double load, IntToDoubleFunction service) {
        Processors queue = new Processors(new int[] {processors}, new long[] {0}, Long.MAX_VALUE);
        double now = 0;
        double waited = 0;
        for (int job = 0; job < JOBS; job++) {
            now += exponential(ARRIVALS, job) * SERVICE / (load * processors);
            int processor = queue.pick(0);
            long begin = Math.max((long) now, queue.freeAt(processor));
            queue.occupy(processor, begin + (long) service.applyAsDouble(job));
            waited += begin - (long) now;
        }
        return waited / JOBS;
    }

    private static double exponential(Draws draws, int index) {
        return -Math.log(1 - draws.uniform(index));
    }

    /** Probability that a job must wait for one of {@code servers}. */
    private static double erlangC(int servers, double load) {
        double offered = servers * load;
        double term = 1;
        double sum = 0;
        for (int k = 0; k < servers; k++) {
            sum += term;
            term *= offered / (k + 1);
        }
        double all = term / (1 - load);
        return all / (sum + all);
    }
}

package io.plumbline.benchmarks.engine;

import io.plumbline.benchmarks.load.Workload;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** All rounds of one engine over one workload. */
public record Score(Workload workload, Engine engine, List<Round> rounds) {
    /** Whether every round counted every event once. */
    public boolean correct() {
        return rounds.stream().allMatch(Round::correct);
    }

    public double median() {
        return median(Round::eventsPerSecond);
    }

    public double least() {
        return rounds.stream().mapToDouble(Round::eventsPerSecond).min().orElseThrow();
    }

    public double most() {
        return rounds.stream().mapToDouble(Round::eventsPerSecond).max().orElseThrow();
    }

    /** Processor time of the engine's process for one event, garbage collection and all. */
    public double cpuNanosPerEvent() {
        return median(round -> (double) round.cpuNanos() / round.events());
    }

    private double median(ToDoubleFunction<Round> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}

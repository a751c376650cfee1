package io.plumbline.benchmarks.store;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** All rounds of one contender. */
public record StoreScore(Peer peer, List<StoreRound> rounds) {
    public StoreScore {
        rounds = List.copyOf(rounds);
    }

    public boolean correct() {
        return rounds.stream().allMatch(StoreRound::correct);
    }

    public double median() {
        return median(rounds, StoreRound::recordsPerSecond);
    }

    public double least() {
        return rounds.stream().mapToDouble(StoreRound::recordsPerSecond).min().orElseThrow();
    }

    public double most() {
        return rounds.stream().mapToDouble(StoreRound::recordsPerSecond).max().orElseThrow();
    }

    public double cpuMicrosPerRow() {
        return median(rounds, round -> round.cpuNanos() / 1e3 / round.records());
    }

    /** Nothing where the server is not of this machine. */
    public OptionalDouble serverCpuMicrosPerRow() {
        List<StoreRound> known = rounds.stream()
                .filter(round -> round.serverCpuSeconds() != null)
                .toList();
        return known.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(median(known, round -> round.serverCpuSeconds() * 1e6 / round.records()));
    }

    public double bytesPerRow() {
        return median(rounds, StoreRound::bytesPerRow);
    }

    private static double median(List<StoreRound> rounds, ToDoubleFunction<StoreRound> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}

package io.plumbline.benchmarks.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How a detector did on series with known changes. A change counts as found within {@value #MARGIN} points, once.
 *
 * @param series that were read
 * @param changes that were there
 * @param found of these
 * @param wrong points that no change is near
 * @param delays of the found ones, from the change to the alarm; empty if the detector reads whole series
 */
public record Score(int series, int changes, int found, int wrong, List<Integer> delays) {
    /** Points that an index may be off, as in the Turing change point benchmark (van den Burg and Williams, 2020). */
    static final int MARGIN = 5;

    static final Score NONE = new Score(0, 0, 0, 0, List.of());

    public Score {
        delays = delays.stream().sorted().toList();
    }

    static Score of(Detector detector, Sample sample) {
        List<Integer> left = new ArrayList<>(sample.changes());
        List<Integer> delays = new ArrayList<>();
        int wrong = 0;
        for (Detector.Found found : detector.find(sample.values())) {
            Optional<Integer> change = left.stream()
                    .filter(index -> Math.abs(index - found.index()) <= MARGIN)
                    .min(Comparator.comparingInt(index -> Math.abs(index - found.index())));
            wrong += change.isPresent() ? 0 : 1;
            change.ifPresent(left::remove);
            if (change.isPresent() && found.detectedAt() != null) {
                delays.add(found.detectedAt() - change.get());
            }
        }
        int changes = sample.changes().size();
        return new Score(1, changes, changes - left.size(), wrong, delays);
    }

    Score plus(Score other) {
        List<Integer> all = new ArrayList<>(delays);
        all.addAll(other.delays);
        return new Score(series + other.series, changes + other.changes, found + other.found, wrong + other.wrong, all);
    }

    /** False points. */
    public double wrongPerSeries() {
        return (double) wrong / series;
    }

    /** Share of the changes that were found; null where there were none. */
    public Double recall() {
        return changes == 0 ? null : (Double) ((double) found / changes);
    }

    /** Share of what was found that is a change; null where nothing was found. */
    public Double precision() {
        return found + wrong == 0 ? null : (Double) ((double) found / (found + wrong));
    }

    /** Harmonic mean of precision and recall; null where there were no changes. */
    public Double f1() {
        return changes == 0 ? null : (Double) (2.0 * found / (found + wrong + changes));
    }

    /** Of the sorted delays; null where there is none. */
    public Integer delay(double quantile) {
        return delays.isEmpty() ? null : delays.get((int) Math.max(0, Math.ceil(quantile * delays.size()) - 1));
    }
}

package io.plumbline.streams.domain.regression.watch;

import io.plumbline.streams.domain.regression.Change;
import io.plumbline.streams.domain.regression.DetectionConfig;
import io.plumbline.streams.domain.regression.Direction;
import io.plumbline.streams.domain.regression.Level;
import io.plumbline.streams.domain.regression.OfflineDetector;
import io.plumbline.streams.domain.regression.Robust;
import io.plumbline.streams.domain.regression.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the points of a metric say when one looks closer. */
record Examination(History history) {
    /** The present level is the median of so many points: two wild ones do not move it. */
    private static final int PRESENT = 5;
    /** How many points before the onset the confirming detector reads: its cost grows with the square. */
    private static final int AROUND = 60;
    /** It sees the same change if it puts it within this distance. */
    private static final int REACH = 6;
    /** A level that is compared with a baseline is that of so many points. */
    private static final int LEVEL = 30;
    /** Two standard errors of a median of five normal values, in their standard deviations. */
    private static final double TWO_ERRORS = 1.07;

    /** Two standard errors of the present level, in parts of the level, where these points are steady. */
    static double noise(double[] steady) {
        double level = Robust.median(steady);
        return level == 0 ? 0 : TWO_ERRORS * Robust.spread(steady, level) / Math.abs(level);
    }

    double present(Episode open) {
        boolean isWholeRegime = open.kind() == ChangeKind.BASELINE;
        return Robust.median(history.last(isWholeRegime ? PRESENT : Math.min(PRESENT, open.points())));
    }

    /** The points before the last {@code since}, of the regime that had {@code count}; the last of them only. */
    double[] before(int count, int since) {
        return pointsBefore(Math.min(count, AROUND), since);
    }

    /** The median of all points of the regime that had {@code count} before the last {@code since}. */
    double usual(int count, int since) {
        return Robust.median(pointsBefore(count, since));
    }

    /** The last points of a regime of {@code count}. */
    double[] level(int count) {
        return history.last(Math.min(count, LEVEL));
    }

    /** The change that the offline detector finds where the last {@code points} begin. */
    Optional<Change> confirmation(Direction direction, WatchRule rule, int points) {
        return at(changes(direction, rule, points));
    }

    /** The changes that the offline detector finds, their indexes counted from where the last {@code points} begin. */
    List<Change> changes(Direction direction, WatchRule rule, int points) {
        double[] around = history.last(AROUND + points);
        int onset = around.length - points;
        Verdict verdict = new OfflineDetector(new DetectionConfig(rule.tolerance(), direction)).judge(around);
        return verdict instanceof Verdict.Judged judged
                ? judged.changes().stream()
                        .map(change -> change.movedBy(-onset))
                        .toList()
                : List.of();
    }

    /** The one of them that is where they are counted from. */
    static Optional<Change> at(List<Change> changes) {
        return changes.stream()
                .filter(change -> Math.abs(change.index()) <= REACH)
                .findFirst();
    }

    /** The first of them that clearly comes later. */
    static Optional<Change> after(List<Change> changes) {
        return changes.stream().filter(change -> change.index() > REACH).findFirst();
    }

    /** Whether the level of a regime of {@code count} points is worse than its baseline, and not by chance. */
    boolean isAwayFrom(Pinned baseline, WatchRule rule, int count) {
        if (!baseline.hasLevel() || count < Level.FEWEST) {
            return false;
        }
        double[] points = level(count);
        return !rule.metric().tolerates(baseline.level(), Robust.median(points))
                && Level.differs(points, baseline.level());
    }

    private double[] pointsBefore(int count, int since) {
        double[] both = history.last(count + since);
        return Arrays.copyOf(both, both.length - since);
    }
}

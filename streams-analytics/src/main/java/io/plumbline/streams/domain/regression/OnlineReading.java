package io.plumbline.streams.domain.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What {@link OnlineDetector} would have said of a series while it came in, told after the fact: each change keeps the
 * point at which it was known, and its place and levels are those that the points after it show.
 */
public final class OnlineReading {
    /** The level of a regime is that of this many points next to the change. */
    private static final int LEVEL = 60;
    /** A change is located anew within this distance of where it seemed to be. */
    private static final int REACH = 12;

    private static final Autoregression NO_MEMORY = new Autoregression(new double[0]);

    private final DetectionConfig config;

    public OnlineReading(DetectionConfig config) {
        this.config = config;
    }

    /** @param values in the order of time; NaN where one is missing */
    public Verdict judge(double[] values) {
        Points points = Points.of(values);
        int fewest = OnlineDetector.FEWEST_BEFORE + OnlineDetector.FEWEST_AFTER;
        if (points.count() < fewest) {
            return new Verdict.Inconclusive("needs " + fewest + " points, has " + points.count());
        }
        OnlineDetector detector = new OnlineDetector(config.tolerance());
        List<Change> alarms = alarms(values, detector);
        List<Change> changes = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < alarms.size(); i++) {
            int to =
                    i + 1 < alarms.size() ? positionOf(points, alarms.get(i + 1).index()) : points.count();
            Change change = afterTheFact(points, alarms.get(i), from, to);
            from = positionOf(points, change.index());
            if (config.direction().covers(change.before(), change.after())) {
                changes.add(change);
            }
        }
        return new Verdict.Judged(changes, detector.smallestPercent());
    }

    static List<Change> alarms(double[] values, OnlineDetector detector) {
        List<Change> alarms = new ArrayList<>();
        Arrays.stream(values).forEach(value -> detector.add(value).ifPresent(alarms::add));
        return alarms;
    }

    private Change afterTheFact(Points points, Change alarm, int from, int to) {
        int seemed = positionOf(points, alarm.index());
        int low = Math.max(from, seemed - LEVEL);
        int high = Math.min(to, seemed + LEVEL);
        double[] around = Arrays.copyOfRange(points.tame(), low, high);
        int onset = low
                + Contrast.near(around, seemed - low, REACH, false, NO_MEMORY).index();
        double before = points.median(low, onset);
        double after = points.median(onset, high);
        boolean stayed = config.exceeds(before, after);
        return new Change(
                points.rows()[onset],
                Math.max(alarm.detectedAt(), points.rows()[onset]),
                before,
                stayed ? after : alarm.after(),
                alarm.pValue(),
                stayed ? Kind.STEP : Kind.SPIKE);
    }

    private static int positionOf(Points points, int row) {
        return Arrays.binarySearch(points.rows(), row);
    }
}

package io.plumbline.benchmarks.detection;

import io.plumbline.streams.domain.regression.Change;
import io.plumbline.streams.domain.regression.DetectionConfig;
import io.plumbline.streams.domain.regression.OfflineDetector;
import io.plumbline.streams.domain.regression.OnlineReading;
import io.plumbline.streams.domain.regression.Verdict;
import java.util.List;

/** What finds changes in a whole series. */
@FunctionalInterface
public interface Detector {
    /**
     * One found change.
     *
     * @param index first point of the new regime
     * @param detectedAt when a reader of one point after the other knew of it; null if it only reads whole series
     */
    record Found(int index, Integer detectedAt) {}

    /** @param values NaN where a point is missing */
    List<Found> find(double[] values);

    /** Plumbline's own, one point after the other. */
    static Detector online() {
        OnlineReading reading = new OnlineReading(DetectionConfig.DEFAULT);
        return values -> found(reading.judge(values), true);
    }

    /** Plumbline's own, whole series. */
    static Detector offline() {
        OfflineDetector detector = new OfflineDetector(DetectionConfig.DEFAULT);
        return values -> found(detector.judge(values), false);
    }

    private static List<Found> found(Verdict verdict, boolean online) {
        return verdict instanceof Verdict.Judged judged
                ? judged.changes().stream()
                        .map((Change change) -> new Found(change.index(), online ? change.detectedAt() : null))
                        .toList()
                : List.of();
    }
}

package io.plumbline.cli;

import io.plumbline.streams.domain.regression.Change;
import io.plumbline.streams.domain.regression.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The result of {@code plumbline detect}, as it stands in its JSON.
 *
 * @param series the column
 * @param points rows that have a value
 * @param changePoints those in the direction that was asked for
 * @param smallestDetectablePercent the smallest lasting change that would have been found nine times in ten; null where that
 *     is not known
 */
record DetectDocument(String series, int points, List<ChangePoint> changePoints, Double smallestDetectablePercent) {
    /**
     * One change.
     *
     * @param index row of the first point of the new regime, from 0
     * @param time that row's text in the time column; null where no column was named
     * @param changePercent null where the level before was not positive
     * @param detectedAtIndex row at which a reader of one row after the other knew
     */
    record ChangePoint(
            int index,
            String time,
            double before,
            double after,
            Double changePercent,
            double pValue,
            String kind,
            String severity,
            int detectedAtIndex) {

        private String text() {
            String change = changePercent == null ? "" : " (%+.1f %%)".formatted(changePercent);
            return "%s %s at row %d%s: %.6g -> %.6g%s, p %.1e, known at row %d"
                    .formatted(
                            severity,
                            kind,
                            index,
                            time == null ? "" : " [" + time + "]",
                            before,
                            after,
                            change,
                            pValue,
                            detectedAtIndex);
        }
    }

    /** @param times the text of each row; null if no column was named */
    static DetectDocument of(String series, int points, List<String> times, Verdict verdict, double tolerance) {
        if (!(verdict instanceof Verdict.Judged judged)) {
            return new DetectDocument(series, points, List.of(), null);
        }
        List<ChangePoint> changePoints = judged.changes().stream()
                .map(change -> changePoint(change, times == null ? null : times.get(change.index()), tolerance))
                .toList();
        return new DetectDocument(series, points, changePoints, judged.smallestDetectablePercent());
    }

    List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add("%s: %d points, %s".formatted(series, points, changes()));
        changePoints.forEach(change -> lines.add("  " + change.text()));
        if (smallestDetectablePercent != null) {
            lines.add("smallest change that could have been seen: %.1f %%".formatted(smallestDetectablePercent));
        }
        return lines;
    }

    private String changes() {
        return switch (changePoints.size()) {
            case 0 -> "no change";
            case 1 -> "1 change";
            default -> changePoints.size() + " changes";
        };
    }

    private static ChangePoint changePoint(Change change, String time, double tolerance) {
        return new ChangePoint(
                change.index(),
                time,
                change.before(),
                change.after(),
                change.percent(),
                change.pValue(),
                change.kind().name().toLowerCase(Locale.ROOT),
                change.severity(tolerance).name().toLowerCase(Locale.ROOT),
                change.detectedAt());
    }
}

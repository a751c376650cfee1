package io.plumbline.streams.domain.regression;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Turns confirmed contrasts into changes: their levels in the series' unit, spikes made one, and when each was known. */
final class Changes {
    /** An excursion of at most this many points that came back is a spike. */
    static final int LONGEST_SPIKE = 10;

    private final DetectionConfig config;
    private final Points points;
    private final List<Change> alarms;

    /** @param alarms of a reader who saw one point after the other */
    Changes(DetectionConfig config, Points points, List<Change> alarms) {
        this.config = config;
        this.points = points;
        this.alarms = alarms;
    }

    List<Change> of(List<Contrast> contrasts) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < contrasts.size(); i++) {
            Contrast contrast = contrasts.get(i);
            boolean returns = i + 1 < contrasts.size() && isSpike(contrast, contrasts.get(i + 1));
            int to = i + 1 < contrasts.size() ? contrasts.get(i + 1).index() : points.count();
            Change change = change(contrast, to, returns ? Kind.SPIKE : contrast.kind());
            if (config.covers(change.before(), change.after())) {
                changes.add(change);
            }
            i += returns ? 1 : 0;
        }
        return changes;
    }

    private boolean isSpike(Contrast there, Contrast back) {
        double before = points.scale().back(there.before());
        double after = points.scale().back(back.after());
        return back.index() - there.index() <= LONGEST_SPIKE && !config.exceeds(before, after);
    }

    private Change change(Contrast contrast, int to, Kind kind) {
        int index = points.rows()[contrast.index()];
        double before = points.scale().back(contrast.before());
        double after = points.scale().back(contrast.after());
        int last = points.rows()[to - 1];
        return new Change(index, knownAt(index, last, after > before), before, after, contrast.pValue(), kind);
    }

    /** When the online reader knew of it; the last point of the regime if that reader never did. */
    private int knownAt(int index, int last, boolean up) {
        return alarms.stream()
                .filter(alarm -> alarm.detectedAt() >= index && alarm.detectedAt() <= last)
                .filter(alarm -> alarm.after() > alarm.before() == up)
                .map(Change::detectedAt)
                .min(Comparator.naturalOrder())
                .orElse(last);
    }
}

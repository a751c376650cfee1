package io.plumbline.streams.domain.regression.watch;

import java.util.Map;

/** The older points of all metrics of a series, as they were when they were last written. */
public record Archive(Map<Metric, float[]> values) {
    float[] of(Metric metric) {
        float[] found = values.get(metric);
        if (found == null) {
            throw new IllegalStateException("the archive of " + metric.wireName() + " is missing");
        }
        return found;
    }
}

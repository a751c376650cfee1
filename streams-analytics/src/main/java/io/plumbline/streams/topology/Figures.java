package io.plumbline.streams.topology;

import io.plumbline.schemas.event.WindowStats;
import io.plumbline.sketch.QuantileInterval;
import io.plumbline.sketch.Sketch;

/** The figures of a row that are not always there: how far its percentiles can be trusted, and service times. */
final class Figures {
    private static final double P95 = .95;
    private static final double P99 = .99;

    private Figures() {}

    /** @param service null where no event had a service time */
    static void add(WindowStats stats, Sketch response, Sketch service) {
        addIntervals(stats, response);
        if (service != null && !service.isEmpty()) {
            stats.setServiceMeanNanos(service.mean());
            stats.setServiceP50Nanos(service.quantile(.5));
            stats.setServiceP95Nanos(service.quantile(P95));
            stats.setServiceP99Nanos(service.quantile(P99));
        }
    }

    private static void addIntervals(WindowStats stats, Sketch response) {
        QuantileInterval p95 = QuantileInterval.of(P95, response.count());
        stats.setP95LowNanos(p95.lowIn(response));
        stats.setP95HighNanos(p95.highIn(response));
        QuantileInterval p99 = QuantileInterval.of(P99, response.count());
        stats.setP99LowNanos(p99.lowIn(response));
        stats.setP99HighNanos(p99.highIn(response));
        stats.setP99FewSamples(stats.getP99HighNanos() == null);
    }
}

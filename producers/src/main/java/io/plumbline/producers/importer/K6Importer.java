package io.plumbline.producers.importer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@code k6 run --out json=FILE} and {@code --out csv=FILE} write: which of them, the first byte tells.
 *
 * @param metrics those to import, all of them durations in milliseconds
 */
public record K6Importer(Set<String> metrics) implements Importer {
    /** Whole requests. Their parts (blocked, connecting, waiting) would count each request again. */
    public static final Set<String> METRICS = Set.of("http_req_duration", "grpc_req_duration", "ws_connecting");

    public K6Importer {
        metrics = Set.copyOf(metrics);
    }

    @Override
    public String format() {
        return "k6";
    }

    @Override
    public Map<String, String> options() {
        return Map.of("metrics", String.join(",", new TreeSet<>(metrics)));
    }

    @Override
    public ImportReader open(ImportTarget target) {
        return file -> read(file, target);
    }

    private void read(InputStream file, ImportTarget target) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(file);
        if (FirstByte.of(bytes) == '{') {
            new K6Json(this).read(bytes, target);
        } else {
            new K6Csv(this).read(bytes, target);
        }
    }

    /** Gives the point on if it is of a metric that was asked for. */
    void take(K6Point point, ImportTarget target) throws BadValueException {
        if (metrics.contains(point.metric())) {
            target.event(point.event());
        } else {
            target.skip("metric " + point.metric());
        }
    }
}

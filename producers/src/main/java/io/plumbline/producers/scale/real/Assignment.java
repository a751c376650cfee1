package io.plumbline.producers.scale.real;

import io.plumbline.producers.probe.Expected;
import io.plumbline.producers.probe.ProbeConfig;
import java.time.Duration;
import java.util.Map;

/**
 * What one node is to do; it comes over standard input, because the target may hold a password.
 *
 * @param operation name of what it records
 * @param target as of a probe
 * @param query what a database is asked
 * @param timeoutMillis of one operation
 * @param settings of its agent; empty: it publishes nothing
 */
record Assignment(String operation, String target, String query, long timeoutMillis, Map<String, String> settings) {
    ProbeConfig probe() {
        return new ProbeConfig(operation, target, ProbeConfig.INTERVAL, timeout(), 1, new Expected(0, "", query, ""));
    }

    Duration timeout() {
        return Duration.ofMillis(timeoutMillis);
    }

    @Override
    public String toString() {
        return "Assignment[" + probe() + "]";
    }
}

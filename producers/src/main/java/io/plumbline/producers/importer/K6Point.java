package io.plumbline.producers.importer;

import io.plumbline.schemas.event.Outcome;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** One sample of a k6 metric, whichever file it comes from. k6 stamps a request with the time when it ended. */
record K6Point(String metric, Instant time, String millis, String millisColumn, Map<String, String> tags) {
    /** k6's error codes of requests that got no answer in time: of the request as a whole, and of dialling. */
    private static final Set<String> TIMEOUTS = Set.of("1050", "1211");

    private static final int FIRST_ERROR_STATUS = 400;

    TimedEvent event() throws BadValueException {
        long nanos = Values.nanos(millisColumn, millis, TimeUnits.MS);
        return new TimedEvent(operation(), time.minusNanos(nanos), nanos, outcome(), 0, Map.of());
    }

    /** The metric, and of requests what was asked of whom, as k6 groups them. */
    private String operation() {
        String name = tag("name");
        if (name.isEmpty()) {
            return metric;
        }
        String method = tag("method");
        return method.isEmpty() ? metric + " " + name : metric + " " + method + " " + name;
    }

    private Outcome outcome() throws BadValueException {
        if (TIMEOUTS.contains(tag("error_code"))) {
            return Outcome.TIMEOUT;
        }
        return hasFailed() ? Outcome.ERROR : Outcome.OK;
    }

    /** By k6's own verdict, and without one by the status. */
    private boolean hasFailed() throws BadValueException {
        String expected = tag("expected_response");
        if (!expected.isEmpty()) {
            return expected.equals("false");
        }
        String status = tag("status");
        if (status.isEmpty()) {
            return !tag("error_code").isEmpty();
        }
        long code = Values.count("status", status);
        return code == 0 || (metric.startsWith("http") && code >= FIRST_ERROR_STATUS);
    }

    private String tag(String name) {
        return tags.getOrDefault(name, "");
    }
}

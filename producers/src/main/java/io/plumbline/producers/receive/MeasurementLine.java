package io.plumbline.producers.receive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.producers.agent.Labels;
import io.plumbline.schemas.event.Outcome;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One line of JSON: one measurement. Every error is an {@link IllegalArgumentException} that names the field. */
record MeasurementLine(
        String node,
        String operation,
        Instant start,
        long durationNanos,
        long serviceNanos,
        Outcome outcome,
        long bytes,
        Map<String, String> labels) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FIELDS =
            List.of("node", "operation", "start", "duration_ns", "service_ns", "outcome", "bytes", "labels");
    private static final int LONGEST_NAME = 200;
    private static final long UNKNOWN = -1;
    private static final long LONGEST_NANOS = Long.MAX_VALUE / 1_000;

    static MeasurementLine parse(String line) {
        JsonNode json = json(line);
        json.fieldNames().forEachRemaining(MeasurementLine::checkKnown);
        String operation = json.path("operation").asText("");
        check(!operation.isBlank() && operation.length() <= LONGEST_NAME, "operation must have 1 to 200 characters");
        long duration = number(json, "duration_ns", UNKNOWN);
        check(duration >= 0 && duration <= LONGEST_NANOS, "duration_ns must be a whole number of 0 to 106 days");
        long service = number(json, "service_ns", UNKNOWN);
        check(service <= duration, "service_ns must not be more than duration_ns");
        return new MeasurementLine(
                json.path("node").asText(""),
                operation,
                start(json.path("start")),
                duration,
                service,
                outcome(json.path("outcome").asText("OK")),
                number(json, "bytes", 0),
                labels(json.path("labels")));
    }

    Instant end() {
        return start.plusNanos(durationNanos);
    }

    private static JsonNode json(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            check(json.isObject(), "is no JSON object");
            return json;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("is no JSON object: " + e.getOriginalMessage(), e);
        }
    }

    private static Instant start(JsonNode value) {
        try {
            if (value.isIntegralNumber() && value.canConvertToLong() && value.asLong() >= 0) {
                return Instant.EPOCH.plus(value.asLong(), ChronoUnit.MICROS);
            }
            if (value.isTextual()) {
                return OffsetDateTime.parse(value.asText()).toInstant();
            }
        } catch (DateTimeException | ArithmeticException e) {
            // falls through to the one message
        }
        throw new IllegalArgumentException(
                "start must be a time such as 2026-11-21T08:00:00Z, or microseconds since 1970");
    }

    private static long number(JsonNode json, String field, long absent) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return absent;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
            throw new IllegalArgumentException(field + " must be a whole number of 0 or more");
        }
        return value.asLong();
    }

    private static Outcome outcome(String text) {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> outcome.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("outcome must be OK, ERROR or TIMEOUT, was " + text));
    }

    private static Map<String, String> labels(JsonNode json) {
        check(json.isMissingNode() || json.isObject(), "labels must be an object");
        Map<String, String> labels = new TreeMap<>();
        json.properties().forEach(label -> {
            check(label.getValue().isValueNode(), "labels." + label.getKey() + " must be a text");
            labels.put(label.getKey(), label.getValue().asText());
        });
        Labels.refusal(labels).ifPresent(refusal -> check(false, refusal));
        return labels;
    }

    private static void checkKnown(String field) {
        if (!FIELDS.contains(field)) {
            throw new IllegalArgumentException(
                    "there is no field " + field + ", but " + String.join(", ", FIELDS) + "; others go into labels");
        }
    }

    private static void check(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}

package io.plumbline.producers.importer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** k6's JSON: a line that introduces each metric, and a line for each of its samples. For one file. */
final class K6Json {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final K6Importer importer;
    private final Set<String> noTimes = new HashSet<>();

    K6Json(K6Importer importer) {
        this.importer = importer;
    }

    void read(InputStream file, ImportTarget target) throws IOException {
        Lines.read(file, target, (line, number) -> take(parse(line), target));
    }

    private void take(JsonNode line, ImportTarget target) throws BadValueException {
        String metric = text(line, "metric");
        JsonNode data = line.path("data");
        String type = text(line, "type");
        if (type.equals("Metric")) {
            if (!data.path("contains").asText("").equals("time")) {
                noTimes.add(metric);
            }
            return;
        }
        if (!type.equals("Point")) {
            throw new BadValueException("type", "'" + type + "' is neither Metric nor Point");
        }
        if (importer.metrics().contains(metric) && noTimes.contains(metric)) {
            throw new BadValueException("metric", "'" + metric + "' holds no times, by its Metric line");
        }
        Instant time = Values.iso("data.time", text(data, "time"));
        importer.take(new K6Point(metric, time, text(data, "value"), "data.value", tags(data)), target);
    }

    private static Map<String, String> tags(JsonNode data) {
        Map<String, String> tags = new HashMap<>();
        data.path("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        return tags;
    }

    private static String text(JsonNode node, String field) throws BadValueException {
        JsonNode value = node.path(field);
        if (!value.isValueNode()) {
            throw new BadValueException(field, "is missing");
        }
        return value.asText();
    }

    private static JsonNode parse(String line) throws BadValueException {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new BadValueException(
                    "", "no JSON at character " + e.getLocation().getColumnNr() + ": " + e.getOriginalMessage());
        }
    }
}

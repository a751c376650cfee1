package io.plumbline.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** Report models as JSON documents: the field names are the records' own. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Columns of the database have names with underscores. */
    private static final ObjectMapper STORED = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES) // what is not there is never 0
            .build();

    private Json() {}

    public static String of(Object report) {
        try {
            return MAPPER.writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report cannot be written as JSON: " + report, e);
        }
    }

    /** The elements of an array that a jsonb column holds. */
    static <T> List<T> stored(String array, Class<T> type) {
        try {
            return STORED.readerForListOf(type).readValue(array);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a column does not hold a list of " + type.getSimpleName(), e);
        }
    }
}

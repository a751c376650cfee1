package io.plumbline.sink.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/** Flat maps, and lists of them, as JSON. */
public final class JsonText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonText() {}

    /** @throws IllegalArgumentException if a text holds U+0000, which jsonb cannot */
    public static String object(Map<String, String> map) {
        map.forEach(JsonText::check);
        return write(map);
    }

    /**
     * Maps as an array of objects. What JSON has no number for, an infinite ratio or NaN, is null there.
     *
     * @param list of maps of numbers, texts and nulls
     * @throws IllegalArgumentException if a text holds U+0000, which jsonb cannot
     */
    public static String array(List<Map<String, Object>> list) {
        list.forEach(map -> {
            map.forEach(JsonText::check);
            map.replaceAll((key, value) -> value instanceof Double number ? Figure.finite(number) : value);
        });
        return write(list);
    }

    /** @throws IllegalArgumentException if one holds U+0000, which jsonb cannot */
    public static String texts(List<String> list) {
        list.forEach(text -> check("an element", text));
        return write(list);
    }

    private static void check(String key, Object value) {
        if (key.indexOf('\0') >= 0 || (value instanceof String text && text.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("jsonb cannot hold the character U+0000 of " + key.replace('\0', '?'));
        }
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not to be written as JSON", e);
        }
    }
}

package io.plumbline.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.apache.avro.Schema;

/** Schemas as other languages should see them. */
public final class PortableSchema {
    private static final String JAVA_STRING = "avro.java.string";

    private PortableSchema() {}

    /** The schema's JSON without what Avro's Java compiler adds for itself, so that it equals the published file. */
    public static String json(Schema schema) {
        try {
            return clean(RegistryHttp.JSON.readTree(schema.toString())).toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Avro wrote a schema that is no JSON", e);
        }
    }

    private static JsonNode clean(JsonNode node) {
        if (node instanceof ArrayNode array) {
            ArrayNode result = array.arrayNode();
            array.forEach(element -> result.add(clean(element)));
            return result;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        ObjectNode result = object.objectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!field.getKey().equals(JAVA_STRING)) {
                result.set(field.getKey(), clean(field.getValue()));
            }
        }
        boolean bareString = object.has(JAVA_STRING) && result.size() == 1 && result.has("type");
        return bareString ? result.get("type") : result;
    }
}

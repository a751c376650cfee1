package io.plumbline.local.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.plumbline.local.registry.SchemaStore.Version;
import java.util.List;
import org.apache.avro.Schema;

/** Confluent's REST API over a {@link SchemaStore}: from method, path and body to a JSON answer. Knows nothing of HTTP. */
public final class RegistryApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SchemaStore store = new SchemaStore();

    /**
     * @param status of HTTP
     * @param json its body
     */
    public record Answer(int status, String json) {}

    /**
     * Answers any request, the wrong ones with Confluent's error codes.
     *
     * @param path its steps, decoded
     * @param query what follows the question mark; empty: nothing
     * @param body the request's JSON; empty: none
     */
    public Answer answer(String method, List<String> path, String query, String body) {
        try {
            boolean defaultToGlobal = query.contains("defaultToGlobal=true");
            return new Answer(
                    200, route(method, path, defaultToGlobal, read(body)).toString());
        } catch (RegistryError e) {
            ObjectNode error =
                    JSON.createObjectNode().put("error_code", e.code()).put("message", e.getMessage());
            return new Answer(e.status(), error.toString());
        }
    }

    private JsonNode route(String method, List<String> path, boolean defaultToGlobal, JsonNode body) {
        return switch (path.isEmpty() ? "" : path.get(0)) {
            case "" -> JSON.createObjectNode();
            case "subjects" -> subjects(method, path, body);
            case "schemas" -> schemas(path);
            case "compatibility" -> compatibility(path, body);
            case "config" -> config(method, path, defaultToGlobal, body);
            case "mode" -> JSON.createObjectNode().put("mode", "READWRITE");
            case "contexts" -> JSON.createArrayNode().add(".");
            default -> throw RegistryError.noPath(path);
        };
    }

    private JsonNode subjects(String method, List<String> path, JsonNode body) {
        String route = method + path.size();
        return switch (route) {
            case "GET1" -> texts(store.subjects());
            case "POST2" -> describe(store.lookUp(path.get(1), schemaIn(body)));
            case "GET3" ->
                numbers(store.versions(path.get(1)).stream()
                        .map(Version::version)
                        .toList());
            case "POST3" ->
                JSON.createObjectNode()
                        .put("id", store.register(path.get(1), schemaIn(body)).id());
            case "GET4" -> describe(store.version(path.get(1), path.get(3)));
            case "GET5" -> bare(store.version(path.get(1), path.get(3)).schema());
            default -> throw RegistryError.noPath(path);
        };
    }

    private JsonNode schemas(List<String> path) {
        if (path.equals(List.of("schemas", "types"))) {
            return JSON.createArrayNode().add("AVRO");
        }
        if (path.size() < 3 || !path.get(1).equals("ids")) {
            throw RegistryError.noPath(path);
        }
        int id = id(path.get(2));
        return switch (path.size() == 3 ? "" : path.get(3)) {
            case "" -> JSON.createObjectNode().put("schema", store.byId(id).toString());
            case "schema" -> bare(store.byId(id));
            case "subjects" ->
                texts(store.versionsOfId(id).stream().map(Version::subject).toList());
            case "versions" -> pairs(store.versionsOfId(id));
            default -> throw RegistryError.noPath(path);
        };
    }

    private JsonNode compatibility(List<String> path, JsonNode body) {
        if (path.size() < 4 || !path.get(1).equals("subjects")) {
            throw RegistryError.noPath(path);
        }
        String subject = path.get(2);
        List<Version> earlier =
                path.size() == 4 ? store.versions(subject) : List.of(store.version(subject, path.get(4)));
        List<String> violations = store.violations(subject, earlier, schemaIn(body));
        ObjectNode answer = JSON.createObjectNode().put("is_compatible", violations.isEmpty());
        answer.set("messages", texts(violations));
        return answer;
    }

    private JsonNode config(String method, List<String> path, boolean defaultToGlobal, JsonNode body) {
        boolean global = path.size() == 1;
        if (method.equals("PUT")) {
            return setLevel(global ? "" : path.get(1), body);
        }
        Compatibility level;
        if (global) {
            level = store.globalLevel();
        } else if (defaultToGlobal) {
            level = store.level(path.get(1));
        } else {
            level = store.ownLevel(path.get(1)).orElseThrow(() -> RegistryError.noSubjectLevel(path.get(1)));
        }
        return JSON.createObjectNode().put("compatibilityLevel", level.name());
    }

    private JsonNode setLevel(String subject, JsonNode body) {
        Compatibility level = Compatibility.named(body.path("compatibility").asText());
        if (subject.isEmpty()) {
            store.setGlobalLevel(level);
        } else {
            store.setLevel(subject, level);
        }
        return JSON.createObjectNode().put("compatibility", level.name());
    }

    private static JsonNode read(String body) {
        try {
            return body.isBlank() ? JSON.missingNode() : JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw RegistryError.invalidSchema("the request is no JSON");
        }
    }

    private static Schema schemaIn(JsonNode body) {
        String type = body.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO") || !body.path("references").isEmpty()) {
            throw RegistryError.invalidSchema("this registry knows AVRO without references only");
        }
        return SchemaStore.parse(body.path("schema").asText());
    }

    private static int id(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw RegistryError.noSchema();
        }
        return Integer.parseInt(text);
    }

    private static JsonNode describe(Version version) {
        return JSON.createObjectNode()
                .put("subject", version.subject())
                .put("version", version.version())
                .put("id", version.id())
                .put("schema", version.schema().toString());
    }

    private static JsonNode bare(Schema schema) {
        try {
            return JSON.readTree(schema.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Avro wrote a schema that is no JSON", e);
        }
    }

    private static JsonNode pairs(List<Version> versions) {
        ArrayNode array = JSON.createArrayNode();
        versions.forEach(
                version -> array.addObject().put("subject", version.subject()).put("version", version.version()));
        return array;
    }

    private static JsonNode texts(List<String> values) {
        ArrayNode array = JSON.createArrayNode();
        values.forEach(array::add);
        return array;
    }

    private static JsonNode numbers(List<Integer> values) {
        ArrayNode array = JSON.createArrayNode();
        values.forEach(array::add);
        return array;
    }
}

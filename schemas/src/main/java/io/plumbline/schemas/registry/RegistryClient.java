package io.plumbline.schemas.registry;

import static io.plumbline.schemas.registry.RegistryHttp.JSON;
import static io.plumbline.schemas.registry.RegistryHttp.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Talks to a schema registry with Confluent's REST API, and remembers every id that it has seen: these work on while the
 * registry is away. Thread-safe.
 *
 * <p>Every method that asks throws {@link RegistryUnavailableException} when no registry answers in the configured time,
 * and {@link RegistryException} when one refuses.
 */
public final class RegistryClient implements AutoCloseable {
    /** Ids that do not exist are remembered for a while, so that a flood of broken records does not flood the registry. */
    private static final int MAX_MISSING = 1_000;

    private final RegistryConfig config;
    private final RegistryHttp http;
    private final Map<SubjectSchema, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final Map<Integer, Long> missing = new ConcurrentHashMap<>();

    private RegistryClient(RegistryConfig config) {
        this.config = config;
        this.http = new RegistryHttp(config);
    }

    /**
     * @param configuration Confluent's keys: {@code schema.registry.url} and so on (docs/formats.md)
     * @throws io.plumbline.settings.ConfigException if it is wrong
     */
    public static RegistryClient create(Map<String, String> configuration) {
        return new RegistryClient(RegistryConfig.from(configuration));
    }

    /** The subject of a topic's values by the configured strategy. */
    public String subjectOf(String topic, Schema schema) {
        return config.names().subjectOf(topic, schema);
    }

    /** The id of {@code schema} under {@code subject}; registers it first if {@code auto.register.schemas} says so. */
    public int idOf(String subject, Schema schema) {
        SubjectSchema key = new SubjectSchema(subject, schema);
        Integer known = ids.get(key);
        if (known != null) {
            return known;
        }
        int id = config.autoRegister() ? register(subject, schema) : existingId(subject, schema);
        ids.put(key, id);
        return id;
    }

    /**
     * The schema with that id.
     *
     * @throws SerializationException if the registry does not have it, or if it is no Avro schema
     */
    public Schema byId(int id) {
        Schema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        refuseMissing(id);
        Schema schema = fetch(id);
        schemas.put(id, schema);
        return schema;
    }

    /** Registers a schema and returns its id; the same schema again gets the same id. */
    public int register(String subject, Schema schema) {
        return http.exchange("POST", subjectPath(subject) + "/versions", schemaBody(schema))
                .required("id")
                .asInt();
    }

    /** The latest version of a subject; nothing if there is no such subject. */
    public Optional<RegisteredSchema> latest(String subject) {
        try {
            JsonNode answer = http.get(subjectPath(subject) + "/versions/latest");
            return Optional.of(new RegisteredSchema(
                    subject,
                    answer.required("version").asInt(),
                    answer.required("id").asInt(),
                    parse(answer)));
        } catch (RegistryException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Why {@code schema} must not follow the subject's latest version; empty if it may. */
    public List<String> incompatibilities(String subject, Schema schema) {
        String path = "/compatibility" + subjectPath(subject) + "/versions/latest?verbose=true";
        try {
            JsonNode answer = http.exchange("POST", path, schemaBody(schema));
            List<String> reasons = new ArrayList<>();
            answer.path("messages").forEach(message -> reasons.add(message.asText()));
            if (answer.required("is_compatible").asBoolean()) {
                return List.of();
            }
            return reasons.isEmpty() ? List.of("the registry gives no reason") : reasons;
        } catch (RegistryException e) {
            if (e.isNotFound()) {
                return List.of(); // nothing there to break
            }
            throw e;
        }
    }

    /** The compatibility level that holds for a subject, e.g. {@code BACKWARD}. */
    public String compatibility(String subject) {
        return http.get("/config/" + step(subject) + "?defaultToGlobal=true")
                .path("compatibilityLevel")
                .asText();
    }

    /** Sets the compatibility level of a subject. */
    public void setCompatibility(String subject, String level) {
        ObjectNode body = JSON.createObjectNode().put("compatibility", level);
        http.exchange("PUT", "/config/" + step(subject), body.toString());
    }

    @Override
    public void close() {
        // the JDK's client ends its thread once nobody refers to it
        ids.clear();
        schemas.clear();
    }

    @Override
    public String toString() {
        return "RegistryClient"
                + config.endpoints().stream().map(RegistryConfig.Endpoint::url).toList();
    }

    private int existingId(String subject, Schema schema) {
        if (config.useLatest()) {
            Optional<RegisteredSchema> latest = latest(subject);
            if (latest.isPresent() && writesTheSame(latest.get().schema(), schema)) {
                return latest.get().id();
            }
        }
        return http.exchange("POST", subjectPath(subject), schemaBody(schema))
                .required("id")
                .asInt();
    }

    /** Equal but for documentation, defaults and other things that do not reach the bytes. */
    private static boolean writesTheSame(Schema one, Schema other) {
        return SchemaNormalization.toParsingForm(one).equals(SchemaNormalization.toParsingForm(other));
    }

    private void refuseMissing(int id) {
        Long until = missing.get(id);
        if (until != null && until - System.nanoTime() > 0) {
            throw new SerializationException("the registry has no schema " + id);
        }
    }

    private Schema fetch(int id) {
        try {
            return parse(http.get("/schemas/ids/" + id));
        } catch (RegistryException e) {
            if (e.errorCode() != RegistryException.NO_SCHEMA) {
                throw e;
            }
            if (missing.size() >= MAX_MISSING) {
                missing.clear();
            }
            missing.put(id, System.nanoTime() + config.missingIdTtl().toNanos());
            throw new SerializationException("the registry has no schema " + id, e);
        } catch (AvroRuntimeException e) {
            throw new SerializationException("the schema " + id + " of the registry cannot be used", e);
        }
    }

    private Schema parse(JsonNode answer) {
        String type = answer.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw new SerializationException("the registry's schema is " + type + ", not AVRO");
        }
        Schema.Parser parser = new Schema.Parser();
        parseReferences(answer, parser);
        return parser.parse(answer.required("schema").asText());
    }

    /** Schemas may name types of other subjects: these are parsed first. */
    private void parseReferences(JsonNode answer, Schema.Parser parser) {
        for (JsonNode reference : answer.path("references")) {
            if (!parser.getTypes().containsKey(reference.path("name").asText())) {
                String subject = subjectPath(reference.required("subject").asText());
                JsonNode referred = http.get(
                        subject + "/versions/" + reference.required("version").asInt());
                parseReferences(referred, parser);
                parser.parse(referred.required("schema").asText());
            }
        }
    }

    private static String subjectPath(String subject) {
        return "/subjects/" + step(subject);
    }

    private static String schemaBody(Schema schema) {
        return JSON.createObjectNode()
                .put("schema", PortableSchema.json(schema))
                .toString();
    }

    private record SubjectSchema(String subject, Schema schema) {}
}

package io.plumbline.local.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * Subjects, versions and ids in memory, as Confluent's registry keeps them: ids count up from 1, and the same schema has
 * the same id in every subject. Thread-safe by one lock.
 */
final class SchemaStore {
    /** @param version counts up from 1 within the subject */
    record Version(String subject, int version, int id, Schema schema) {}

    private final Map<String, List<Version>> subjects = new TreeMap<>();
    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private final Map<Integer, Schema> schemas = new LinkedHashMap<>();
    private final Map<String, Compatibility> levels = new TreeMap<>();
    private Compatibility globalLevel = Compatibility.BACKWARD;

    static Schema parse(String text) {
        try {
            return new Schema.Parser().parse(text);
        } catch (SchemaParseException e) {
            throw RegistryError.invalidSchema(e.getMessage());
        }
    }

    /** Adds a version, unless the subject has that schema already; either way its version is returned. */
    synchronized Version register(String subject, Schema schema) {
        List<Version> versions = subjects.getOrDefault(subject, List.of());
        Optional<Version> existing = find(versions, schema);
        if (existing.isPresent()) {
            return existing.get();
        }
        List<String> violations = level(subject).violations(schema, schemasOf(versions));
        if (!violations.isEmpty()) {
            throw RegistryError.incompatible(String.join("; ", violations));
        }
        int id = ids.computeIfAbsent(schema.toString(), unknown -> ids.size() + 1);
        schemas.put(id, schema);
        Version added = new Version(subject, versions.size() + 1, id, schema);
        subjects.computeIfAbsent(subject, unknown -> new ArrayList<>()).add(added);
        return added;
    }

    synchronized Version lookUp(String subject, Schema schema) {
        return find(versionsOf(subject), schema).orElseThrow(RegistryError::noSchema);
    }

    synchronized List<String> subjects() {
        return List.copyOf(subjects.keySet());
    }

    synchronized List<Version> versions(String subject) {
        return List.copyOf(versionsOf(subject));
    }

    /** @param version a number, {@code latest} or {@code -1} */
    synchronized Version version(String subject, String version) {
        List<Version> versions = versionsOf(subject);
        int number = version.equals("latest") || version.equals("-1") ? versions.size() : number(version);
        if (number > versions.size()) {
            throw RegistryError.noVersion(version);
        }
        return versions.get(number - 1);
    }

    synchronized Schema byId(int id) {
        return Optional.ofNullable(schemas.get(id)).orElseThrow(RegistryError::noSchema);
    }

    synchronized List<Version> versionsOfId(int id) {
        byId(id);
        return subjects.values().stream()
                .flatMap(List::stream)
                .filter(version -> version.id == id)
                .toList();
    }

    /** Why {@code schema} must not follow the given versions of the subject. */
    synchronized List<String> violations(String subject, List<Version> versions, Schema schema) {
        return level(subject).violations(schema, schemasOf(versions));
    }

    /** The level that holds: the subject's own, else the global one. */
    synchronized Compatibility level(String subject) {
        return levels.getOrDefault(subject, globalLevel);
    }

    synchronized Optional<Compatibility> ownLevel(String subject) {
        return Optional.ofNullable(levels.get(subject));
    }

    synchronized Compatibility globalLevel() {
        return globalLevel;
    }

    synchronized void setLevel(String subject, Compatibility level) {
        levels.put(subject, level);
    }

    synchronized void setGlobalLevel(Compatibility level) {
        globalLevel = level;
    }

    private List<Version> versionsOf(String subject) {
        return Optional.ofNullable(subjects.get(subject)).orElseThrow(() -> RegistryError.noSubject(subject));
    }

    private static List<Schema> schemasOf(List<Version> versions) {
        return versions.stream().map(Version::schema).toList();
    }

    private static Optional<Version> find(List<Version> versions, Schema schema) {
        String text = schema.toString();
        return versions.stream()
                .filter(version -> version.schema.toString().equals(text))
                .findFirst();
    }

    private static int number(String version) {
        if (!version.matches("[1-9]\\d{0,8}")) {
            throw RegistryError.invalidVersion(version);
        }
        return Integer.parseInt(version);
    }
}

package io.plumbline.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.plumbline.settings.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A YAML file as flat settings: {@code agent: {node: n1}} is {@code agent.node}, and so is {@code agent.node: n1}. A list of
 * values is the same with commas between. {@code probes} and {@code processes} are lists of maps, each with a {@code name}:
 * {@code probe.NAME.target}. Only text is read: tags and aliases are refused, and nothing is ever made from a type's name.
 */
final class YamlSettings {
    private static final long MOST_BYTES = 1 << 20;
    private static final Map<String, String> LISTS = Map.of("probes", "probe", "processes", "process");
    private static final YAMLFactory YAML = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String file;
    private final YAMLParser parser;

    private YamlSettings(String file, YAMLParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /** @throws ConfigException with file and line, if it cannot be read or has what settings cannot be */
    static List<Setting> read(Path path) {
        String file = path.getFileName().toString();
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw new ConfigException(file + " is no settings file: it has more than " + MOST_BYTES + " bytes");
            }
            try (YAMLParser parser = YAML.createParser(Files.newInputStream(path))) {
                return new YamlSettings(file, parser).document();
            }
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new ConfigException(file + ":" + line + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new ConfigException("cannot read the settings file " + path + ": " + e);
        }
    }

    private List<Setting> document() throws IOException {
        Map<String, Setting> settings = new LinkedHashMap<>();
        JsonToken first = parser.nextToken();
        if (first != null) {
            check(first == JsonToken.START_OBJECT, "settings are keys with values");
            object("", settings);
            check(parser.nextToken() == null, "one document is enough");
        }
        return List.copyOf(settings.values());
    }

    private void object(String prefix, Map<String, Setting> settings) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = prefix + parser.currentName();
            parser.nextToken();
            checkPlain();
            switch (parser.currentToken()) {
                case START_OBJECT -> object(key + ".", settings);
                case START_ARRAY -> list(key, settings);
                default -> put(key, scalar(), settings);
            }
        }
    }

    private void list(String key, Map<String, Setting> settings) throws IOException {
        String line = place();
        List<String> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            checkPlain();
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                named(key, settings);
            } else {
                String value = scalar();
                check(!value.contains(","), "a value of a list must have no comma: " + key);
                values.add(value);
            }
        }
        if (!values.isEmpty()) {
            put(new Setting(key, String.join(",", values), line), settings);
        }
    }

    /** One of {@code probes}: its keys get the name in between. */
    private void named(String list, Map<String, Setting> settings) throws IOException {
        String singular = LISTS.get(list);
        check(singular != null, list + " is no list of maps; these are: " + LISTS.keySet());
        String place = place();
        Map<String, Setting> own = new LinkedHashMap<>();
        object("", own);
        Setting name = own.remove("name");
        if (name == null || name.value().isBlank() || name.value().contains(".")) {
            throw new ConfigException(place + ": each of " + list + " must have a name, without dots");
        }
        own.values()
                .forEach(setting -> put(
                        new Setting(
                                singular + "." + name.value() + "." + setting.key(), setting.value(), setting.source()),
                        settings));
    }

    private String scalar() throws IOException {
        check(parser.currentToken().isScalarValue(), "a list within a list is no setting");
        boolean given = parser.currentToken() != JsonToken.VALUE_NULL
                && !parser.getText().isEmpty();
        check(given, "a key without a value: leave it out");
        return parser.getText();
    }

    private void put(String key, String value, Map<String, Setting> settings) {
        put(new Setting(key, value, place()), settings);
    }

    private void put(Setting setting, Map<String, Setting> settings) {
        Setting before = settings.put(setting.key(), setting);
        if (before != null) {
            throw new ConfigException(
                    setting.source() + ": " + setting.key() + " was set before, at " + before.source());
        }
    }

    private void checkPlain() throws IOException {
        check(!parser.isCurrentAlias() && parser.getTypeId() == null, "aliases and tags are not for settings");
    }

    private void check(boolean condition, String message) {
        if (!condition) {
            throw new ConfigException(place() + ": " + message);
        }
    }

    private String place() {
        return file + ":" + parser.currentTokenLocation().getLineNr();
    }
}

package io.plumbline.producers.scale;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads suites: YAML, a list of tests or one alone. Every error is a {@link ConfigException} that names the line. */
public final class SuiteFile {
    private static final ObjectReader YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .addModule(new SimpleModule().addDeserializer(ScalingTest.class, new TestDeserializer()))
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build()
            .readerForListOf(ScalingTest.class);

    private SuiteFile() {}

    public static List<ScalingTest> read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new ConfigException("cannot read the suite " + file + ": " + e);
        }
    }

    /** @param name what errors call it */
    static List<ScalingTest> parse(String name, String text) {
        try {
            List<ScalingTest> tests = YAML.readValue(text);
            Settings.check(tests != null && !tests.isEmpty(), name + " names no test");
            checkNames(name, tests);
            return tests;
        } catch (JsonProcessingException e) {
            throw new ConfigException(name + where(e) + ": " + reason(e));
        }
    }

    private static void checkNames(String file, List<ScalingTest> tests) {
        Set<String> names = new HashSet<>();
        tests.stream()
                .flatMap(test -> test.curves().stream())
                .forEach(curve ->
                        Settings.check(names.add(curve.name()), file + " has two curves named " + curve.name()));
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
    }

    private static String reason(JsonProcessingException e) {
        return (e instanceof JsonMappingException mapping ? path(mapping) : "")
                + withoutExcerpts(e.getOriginalMessage());
    }

    /** Messages of the YAML parser quote the file on indented lines. */
    private static String withoutExcerpts(String message) {
        return message.lines().filter(line -> !line.startsWith(" ")).collect(Collectors.joining(", "));
    }

    /** Names alone: the line says which entry. */
    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .map(field -> field + ": ")
                .collect(Collectors.joining());
    }

    /** Errors of a test as a whole are at the line where it begins. */
    private static final class TestDeserializer extends StdDeserializer<ScalingTest> {
        private static final long serialVersionUID = 1;

        TestDeserializer() {
            super(ScalingTest.class);
        }

        @Override
        public ScalingTest deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonLocation start = parser.currentTokenLocation();
            try {
                return context.readValue(parser, SuiteEntry.class).test();
            } catch (UnrecognizedPropertyException e) { // found only when the whole entry was read
                throw new JsonMappingException(parser, unknown(e), start);
            } catch (ConfigException e) {
                throw new JsonMappingException(parser, e.getMessage(), start);
            }
        }

        private static String unknown(UnrecognizedPropertyException e) {
            return e.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .collect(Collectors.joining(", ", "unknown setting '" + e.getPropertyName() + "'; known are ", ""));
        }
    }
}

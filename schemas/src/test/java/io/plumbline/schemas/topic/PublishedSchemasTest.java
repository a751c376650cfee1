package io.plumbline.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.Golden;
import io.plumbline.schemas.registry.PortableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every schema that was ever published is kept in src/test/resources/published, one directory for each topic. After a
 * wanted change {@code -Dgolden.update} adds a version; {@code -Dgolden.update=latest} rewrites the latest one, which is
 * allowed only while no release has it.
 */
class PublishedSchemasTest {
    private static final Path PUBLISHED = Path.of("src/test/resources/published");
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Topic<?>> topics() {
        return new TopicCatalogue("", 1).all().stream().filter(Topic::hasSchema);
    }

    @ParameterizedTest
    @MethodSource("topics")
    void theLatestPublishedVersionIsTheOneInUse(Topic<?> topic) throws IOException {
        if (Golden.isUpdate()) {
            publish(topic);
        }
        List<Path> versions = versions(topic);

        assertThat(versions).as("published versions of " + topic.name()).isNotEmpty();
        assertThat(pretty(topic.schema()))
                .as(
                        "the schema of %s changed without a new published version; is the change wanted? "
                                + "Then run this test with -Dgolden.update",
                        topic.name())
                .isEqualTo(Files.readString(versions.get(versions.size() - 1)));
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyPublishedVersionCanBeReadAndCanReadUs(Topic<?> topic) throws IOException {
        for (Path version : versions(topic)) {
            Schema published = new Schema.Parser().parse(Files.readString(version));

            assertThat(reading(topic.schema(), published))
                    .as("our code reads what was written with " + version)
                    .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
            assertThat(reading(published, topic.schema()))
                    .as("a reader that knows only %s reads what we write", version)
                    .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyTypeFieldAndEnumSaysWhatItMeans(Topic<?> topic) {
        List<String> silent = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        collectSilent(topic.schema(), seen, silent);

        assertThat(silent).as("without doc").isEmpty();
        assertThat(seen).contains(topic.schema().getFullName());
    }

    @Test
    void nothingIsPublishedThatNoTopicHas() throws IOException {
        try (Stream<Path> directories = Files.list(PUBLISHED)) {
            assertThat(directories.map(directory -> directory.getFileName().toString()))
                    .as("a topic was removed or renamed: its records may still be read somewhere")
                    .containsExactlyInAnyOrderElementsOf(
                            topics().map(Topic::name).toList());
        }
    }

    private static void collectSilent(Schema schema, Set<String> seen, List<String> silent) {
        switch (schema.getType()) {
            case UNION -> schema.getTypes().forEach(type -> collectSilent(type, seen, silent));
            case ARRAY -> collectSilent(schema.getElementType(), seen, silent);
            case MAP -> collectSilent(schema.getValueType(), seen, silent);
            case ENUM -> requireDoc(schema.getFullName(), schema.getDoc(), silent);
            case RECORD -> {
                if (seen.add(schema.getFullName())) {
                    requireDoc(schema.getFullName(), schema.getDoc(), silent);
                    for (Schema.Field field : schema.getFields()) {
                        requireDoc(schema.getName() + "." + field.name(), field.doc(), silent);
                        collectSilent(field.schema(), seen, silent);
                    }
                }
            }
            default -> {} // a primitive's meaning is its field's
        }
    }

    private static void requireDoc(String what, String doc, List<String> silent) {
        if (doc == null || doc.length() < "The run.".length()) {
            silent.add(what);
        }
    }

    private static SchemaCompatibilityType reading(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getType();
    }

    private static void publish(Topic<?> topic) throws IOException {
        List<Path> versions = versions(topic);
        String text = pretty(topic.schema());
        int latest = versions.size();
        if (latest > 0 && Files.readString(versions.get(latest - 1)).equals(text)) {
            return;
        }
        boolean replace = latest > 0 && "latest".equals(System.getProperty("golden.update"));
        Files.createDirectories(PUBLISHED.resolve(topic.name()));
        Files.writeString(
                PUBLISHED.resolve(topic.name()).resolve("v" + (replace ? latest : latest + 1) + ".avsc"), text);
    }

    /** Oldest first. */
    private static List<Path> versions(Topic<?> topic) throws IOException {
        Path directory = PUBLISHED.resolve(topic.name());
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted(Comparator.comparingInt(PublishedSchemasTest::number))
                    .toList();
        }
    }

    private static int number(Path version) {
        return Integer.parseInt(version.getFileName().toString().replaceAll("\\D", ""));
    }

    private static String pretty(Schema schema) throws IOException {
        return JSON.readTree(PortableSchema.json(schema)).toPrettyString() + "\n";
    }
}

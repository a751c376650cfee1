package io.plumbline.sink.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** YAML as Compose reads it: with merge keys, which Jackson's own reader leaves alone. */
final class YamlFile {
    private YamlFile() {}

    static JsonNode read(Path path) throws IOException {
        try (Reader reader = Files.newBufferedReader(path)) {
            Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            return new ObjectMapper().valueToTree(root);
        }
    }
}

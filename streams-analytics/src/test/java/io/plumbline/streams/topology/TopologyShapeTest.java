package io.plumbline.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A renamed node or store orphans its state: this makes that a reviewed diff. {@code -Dgolden.update} rewrites it. */
class TopologyShapeTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/topology.txt");

    @Test
    void isTheOneThatWasReviewed() throws IOException {
        String shape;
        try (RegistryClient registry = RegistryClient.create(Map.of("schema.registry.url", "http://127.0.0.1:1"))) {
            shape = PlumblineTopology.build(
                            new TopicCatalogue("plumbline.", 4),
                            registry,
                            TopologyConfig.from(Settings.of(Map.of())),
                            4,
                            Shared.create(new SimpleMeterRegistry()))
                    .describe()
                    .toString();
        }
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(GOLDEN, shape);
        }
        assertThat(shape).isEqualTo(Files.readString(GOLDEN)).doesNotContainPattern("KSTREAM-|KTABLE-");
    }
}

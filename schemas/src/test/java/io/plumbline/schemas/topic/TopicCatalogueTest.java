package io.plumbline.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicCatalogueTest {
    private final TopicCatalogue catalogue = TopicCatalogue.from(Settings.of(Map.of()));

    @Test
    void everyNameBeginsWithThePrefixAndOccursOnce() {
        assertThat(catalogue.all())
                .extracting(Topic::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.startsWith("plumbline."));
        assertThat(new TopicCatalogue("test.", 1).windowStats().name()).isEqualTo("test.window-stats");
    }

    @Test
    void topicsThatAreReadTogetherHaveEqualPartitions() {
        assertThat(new TopicCatalogue("", 7).all())
                .extracting(Topic::partitions)
                .containsOnly(7);
    }

    @Test
    void theBrokerKeepsEventTimesAndDeletesByThem() {
        assertThat(catalogue.measurements().configuration())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", "604800000")
                .containsEntry("message.timestamp.type", "CreateTime");
    }

    @Test
    void topicsOfOldTimesKeepEverything() {
        TopicCatalogue imports = TopicCatalogue.from(Settings.of(Map.of("topics.unlimited", "true")));
        assertThat(imports.all())
                .filteredOn(topic -> topic.kind() != Topic.Kind.COMPACTED)
                .allSatisfy(topic -> assertThat(topic.configuration()).containsEntry("retention.ms", "-1"));
    }

    @Test
    void theLatestStateOfEachKeyIsKeptForEver() {
        assertThat(catalogue.nodes().configuration())
                .containsEntry("cleanup.policy", "compact")
                .doesNotContainKey("retention.ms");
    }

    @Test
    void whatIsSetAsideHasNoSchemaOfItsOwn() {
        assertThat(catalogue.all().stream().filter(topic -> !topic.hasSchema()).map(Topic::name))
                .containsExactly("plumbline.late", "plumbline.dead-letters");
    }

    @Test
    void refusesWhatABrokerWouldRefuse() {
        assertThatThrownBy(() -> new TopicCatalogue("a/b", 1))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("topics.prefix");
        assertThatThrownBy(() -> new TopicCatalogue("a.", 0))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("topics.partitions");
    }
}

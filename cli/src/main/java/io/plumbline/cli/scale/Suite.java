package io.plumbline.cli.scale;

import io.plumbline.producers.scale.Curve;
import io.plumbline.producers.scale.Step;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.topic.TopicCatalogue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be measured.
 *
 * @param name of the suite's checkpoint
 * @param settings all that the figures depend on besides the curves, e.g. the seed
 */
record Suite(String name, List<Curve> curves, Origin origin, Map<String, String> settings) {
    List<Step> steps() {
        return curves.stream().flatMap(curve -> curve.steps().stream()).toList();
    }

    /** What it is published under: the same whenever it is resumed. */
    String sequence(TopicCatalogue topics, String system, Instant startedAt) {
        return "plumbline-scale-" + name + "/" + topics.runs().name() + "/" + system + "/" + startedAt;
    }

    /** All of it as flat text: a suite with another one is another suite. */
    Map<String, String> configuration() {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("origin", origin.name());
        for (Curve curve : curves) {
            curve.configuration().forEach((key, value) -> all.put(curve.name() + "." + key, value));
        }
        return all;
    }
}

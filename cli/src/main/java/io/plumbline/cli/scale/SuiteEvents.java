package io.plumbline.cli.scale;

import io.plumbline.producers.publish.EventSink;
import io.plumbline.producers.scale.Curve;
import io.plumbline.producers.scale.RunEvents;
import io.plumbline.schemas.topic.TopicCatalogue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The runs of a suite, one for each curve.
 *
 * @param sink where their events go
 * @param system that they say they are of
 */
record SuiteEvents(EventSink sink, TopicCatalogue topics, String system) {
    RunEvents run(Suite suite, Curve curve, Provenance provenance) {
        Map<String, String> configuration = new LinkedHashMap<>(curve.configuration());
        configuration.putAll(suite.settings());
        configuration.putAll(provenance.facts());
        return new RunEvents(sink, topics.runs(), system, provenance.run(curve), provenance.origin(), configuration);
    }
}

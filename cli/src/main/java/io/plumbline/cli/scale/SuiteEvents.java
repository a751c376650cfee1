package io.plumbline.cli.scale;

import io.plumbline.cli.Outlet;
import io.plumbline.producers.scale.Curve;
import io.plumbline.producers.scale.RunEvents;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The events of a suite, on their way to Kafka.
 *
 * @param system that they say they are of
 */
record SuiteEvents(Outlet outlet, String system) implements OpenTarget.Part {
    RunEvents run(Suite suite, Curve curve, Provenance provenance) {
        Map<String, String> configuration = new LinkedHashMap<>(curve.configuration());
        configuration.putAll(suite.settings());
        configuration.putAll(provenance.facts());
        return new RunEvents(
                outlet.publisher(),
                outlet.topics().runs(),
                system,
                provenance.run(curve),
                provenance.origin(),
                configuration);
    }

    /** Everything that was published is stored then, or the reason is thrown. */
    @Override
    public void close() {
        try (outlet) {
            outlet.publisher().flush();
        }
    }
}

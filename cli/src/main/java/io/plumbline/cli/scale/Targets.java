package io.plumbline.cli.scale;

import io.plumbline.producers.scale.Checkpoint;
import io.plumbline.producers.scale.Target;
import java.util.Map;

/** Makes what a suite measures. */
interface Targets {
    /** What must be found out once, when a suite begins, so that all its steps have it in common. */
    Map<String, String> facts() throws Exception;

    /** Whether what is measured goes to Kafka as well. */
    boolean publishes();

    /**
     * @param checkpoint what is measured already, and the facts
     * @param isResumed whether the suite was begun by an earlier process
     * @throws io.plumbline.settings.ConfigException if it cannot go on in Kafka where that process ended
     */
    Target open(Suite suite, Checkpoint checkpoint, boolean isResumed, Provenance provenance) throws Exception;
}

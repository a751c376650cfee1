package io.plumbline.producers.publish;

import io.plumbline.producers.agent.NodeIdentity;
import io.plumbline.schemas.topic.Topic;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/**
 * Takes events that have times of their own: imported, simulated, or those of a controller. What a node measures now goes
 * to an {@link io.plumbline.producers.agent.Agent}, which never blocks; a sink may.
 *
 * <p>The same calls give the same records, byte for byte (but for the schema ids that a registry deals out).
 */
public interface EventSink {
    /**
     * Where the measurements of one life of a node go: the same stream for the same arguments.
     *
     * @param boot identity of that life, not blank; choose it so that it is the same whenever the same events are
     *     published again, and another whenever they are not
     */
    EventStream stream(NodeIdentity identity, String boot);

    /**
     * Publishes a record of another kind; its key follows from its type (docs/formats.md).
     *
     * @param at event time
     * @throws PublishException if it, or one before it, cannot be published
     */
    <V extends SpecificRecord> void publish(Topic<V> topic, V value, Instant at);
}

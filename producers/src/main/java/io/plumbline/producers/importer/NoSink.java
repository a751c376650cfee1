package io.plumbline.producers.importer;

import io.plumbline.producers.agent.NodeIdentity;
import io.plumbline.producers.publish.EventSink;
import io.plumbline.producers.publish.EventStream;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.schemas.topic.Topic;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** For trials: forgets what it is given. */
enum NoSink implements EventSink, EventStream {
    INSTANCE;

    @Override
    public EventStream stream(NodeIdentity identity, String boot) {
        return this;
    }

    @Override
    public <V extends SpecificRecord> void publish(Topic<V> topic, V value, Instant at) {}

    @Override
    public void add(
            String operation,
            Instant intendedStart,
            long durationNanos,
            long serviceNanos,
            Outcome outcome,
            long bytes,
            Map<String, String> labels) {}

    @Override
    public void flush() {}
}

package io.plumbline.streams.topology;

import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroSerde;
import io.plumbline.schemas.topic.Topic;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.streams.topology.store.Codec;
import io.plumbline.streams.topology.store.ObjectStore;
import io.plumbline.streams.topology.store.ObjectStoreBuilder;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Adds nodes and stores to a topology: topics with their only serdes, processors behind their guard. */
final class Wiring {
    /**
     * Windows live for minutes, but the broker compacts full segments only: small ones, cleaned early, keep short what a
     * restart has to read.
     */
    private static final Map<String, String> CHANGELOG = Map.of(
            "segment.bytes", "16777216",
            "min.cleanable.dirty.ratio", "0.2",
            "delete.retention.ms", "600000");

    private final Topology topology;
    private final TopicCatalogue topics;
    private final RegistryClient registry;
    private final Shared shared;
    private final Set<String> sharedSources = new HashSet<>();

    Wiring(Topology topology, TopicCatalogue topics, RegistryClient registry, Shared shared) {
        this.topology = topology;
        this.topics = topics;
        this.registry = registry;
        this.shared = shared;
    }

    <V extends SpecificRecord> void source(String name, Topic<V> topic) {
        topology.addSource(name, new StringDeserializer(), serde(topic).deserializer(), topic.name());
    }

    /** A topic can have one source only: what several parts read is added by the first of them. */
    <V extends SpecificRecord> void sharedSource(String name, Topic<V> topic) {
        if (sharedSources.add(name)) {
            source(name, topic);
        }
    }

    <V extends SpecificRecord> void processor(
            String name, ProcessorSupplier<String, V, String, SpecificRecord> supplier, String... sources) {
        topology.addProcessor(
                name, () -> new GuardedProcessor<>(supplier.get(), Names.deadLetters(name), shared), sources);
    }

    <K, V> void store(String name, Codec<K> keys, Codec<V> values, String processor) {
        StoreBuilder<ObjectStore<K, V>> builder = new ObjectStoreBuilder<>(name, keys, values);
        topology.addStateStore(builder.withLoggingEnabled(CHANGELOG), processor);
    }

    /** A copy of a whole topic in each instance, as bytes under text; for every processor to read. */
    void everywhere(String store, String source, Topic<?> topic, String update) {
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(store), Serdes.String(), Serdes.ByteArray())
                        .withLoggingDisabled(),
                source,
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                topic.name(),
                update,
                BaselineStore::new);
    }

    <V extends SpecificRecord> void sink(
            String name, Topic<V> topic, StreamPartitioner<String, V> partitioner, String... processors) {
        Serializer<V> values = serde(topic).serializer();
        if (partitioner == null) {
            topology.addSink(name, topic.name(), new StringSerializer(), values, processors);
        } else {
            topology.addSink(name, topic.name(), new StringSerializer(), values, partitioner, processors);
        }
    }

    /** What is set aside keeps the framing of the topic that it came from: topics for this have no schema. */
    <V extends SpecificRecord> void aside(String name, Topic<?> topic, Topic<V> original, String processor) {
        topology.addSink(name, topic.name(), new StringSerializer(), framed(original), processor);
    }

    /** What a processor refuses of the topic that it reads. */
    <V extends SpecificRecord> void deadLetters(String processor, Topic<V> original) {
        aside(Names.deadLetters(processor), topics.deadLetters(), original, processor);
    }

    /** What a processor refuses of topics that it reads, each with a type of its own. */
    void deadLetters(String processor, Topic<?> one, Topic<?> other) {
        Map<Class<?>, Serializer<SpecificRecord>> byType = Map.of(one.type(), framed(one), other.type(), framed(other));
        Serializer<SpecificRecord> asOriginal = (topic, value) ->
                value == null ? null : byType.get(value.getClass()).serialize(topic, value);
        String name = Names.deadLetters(processor);
        topology.addSink(name, topics.deadLetters().name(), new StringSerializer(), asOriginal, processor);
    }

    /** What was set aside as the bytes that it came in. */
    void bytes(String name, Topic<?> topic, String processor) {
        topology.addSink(name, topic.name(), new ByteArraySerializer(), new ByteArraySerializer(), processor);
    }

    <V extends SpecificRecord> Serde<V> serde(Topic<V> topic) {
        return new PatientSerde<>(new AvroSerde<>(topic.type(), registry));
    }

    private <V extends SpecificRecord> Serializer<SpecificRecord> framed(Topic<V> original) {
        Serializer<V> values = serde(original).serializer();
        return (ignored, value) ->
                values.serialize(original.name(), original.type().cast(value));
    }
}

package io.plumbline.benchmarks.engine;

import io.plumbline.benchmarks.run.Cluster;
import io.plumbline.schemas.registry.RegistryClient;
import java.io.IOException;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** From Kafka's records to events, in Flink's source and not in an operator behind it: nothing is handed on in between. */
final class FlinkRecords implements KafkaRecordDeserializationSchema<FlinkEvent> {
    private final String registryUrl;
    private final DecoderFactory decoders;
    private transient RegistryClient registry;
    private transient Decoder decoder;
    private transient FlinkEvent event;

    FlinkRecords(String registryUrl, DecoderFactory decoders) {
        this.registryUrl = registryUrl;
        this.decoders = decoders;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        registry = new Cluster("", registryUrl).registry();
        decoder = decoders.create(registry);
        event = new FlinkEvent();
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> consumed, Collector<FlinkEvent> out) throws IOException {
        decoder.decode(consumed.value(), (operation, eventMicros, durationNanos) -> {
            event.operation = operation;
            event.eventMicros = eventMicros;
            event.durationNanos = durationNanos;
            out.collect(event);
        });
    }

    @Override
    public TypeInformation<FlinkEvent> getProducedType() {
        return TypeInformation.of(FlinkEvent.class);
    }
}

package io.plumbline.sink.route;

import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroSerde;
import io.plumbline.schemas.topic.Topic;
import io.plumbline.sink.database.UnstorableException;
import io.plumbline.sink.rows.RowMapper;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** How the records of one topic are read. */
public interface Route {
    /**
     * Reads one record. A record that can never be read or stored comes back as set aside.
     *
     * @throws org.apache.kafka.common.KafkaException if the registry cannot be asked: the record may be as good as any
     */
    Decoded decode(ConsumerRecord<byte[], byte[]> record);

    /** Results: Avro values that become a row of each of these tables. */
    static <V extends SpecificRecord> Route rows(Topic<V> topic, RegistryClient registry, List<RowMapper<V>> mappers) {
        Deserializer<V> deserializer = new AvroSerde<>(topic.type(), registry).deserializer();
        return record -> {
            try {
                V event = deserializer.deserialize(record.topic(), record.headers(), record.value());
                return event == null
                        ? new Decoded.Nothing()
                        : new Decoded.Stored(mappers.stream()
                                .map(mapper -> mapper.row(event))
                                .toList());
            } catch (SerializationException | UnstorableException | IllegalArgumentException e) {
                return new Decoded.SetAside(Refusals.bySink(record, e.getMessage()));
            }
        };
    }

    /** Dead letters: the topology refused them, their headers tell where they came from. */
    static Route deadLetters() {
        return record -> new Decoded.SetAside(Refusals.byStreams(record));
    }
}

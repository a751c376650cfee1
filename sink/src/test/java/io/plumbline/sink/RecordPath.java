package io.plumbline.sink;

import io.plumbline.local.LocalRegistry;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroSerializer;
import io.plumbline.schemas.topic.Topic;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.sink.database.Advance;
import io.plumbline.sink.database.Counts;
import io.plumbline.sink.database.DatabaseWriter;
import io.plumbline.sink.database.Position;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.database.Transaction;
import io.plumbline.sink.route.Decoded;
import io.plumbline.sink.route.Router;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The way of a record's bytes into the database, without a broker. */
final class RecordPath implements AutoCloseable {
    private static final TopicPartition PARTITION = new TopicPartition("path", 0);

    final TopicCatalogue topics = new TopicCatalogue("", 1);
    private final LocalRegistry registry = LocalRegistry.start();
    private final RegistryClient client = RegistryClient.create(Map.of("schema.registry.url", registry.url()));
    private final Router router = new Router(topics, client);
    private long offset;

    <V extends SpecificRecord> byte[] bytes(Topic<V> topic, V event) {
        try (AvroSerializer<V> serializer = new AvroSerializer<>(topic.type(), client)) {
            return serializer.serialize(topic.name(), event);
        }
    }

    Decoded decode(Topic<?> topic, byte[] value) {
        return router.decode(new ConsumerRecord<>(topic.name(), 0, offset++, new byte[0], value));
    }

    /** In one transaction. */
    void store(TestDatabase database, List<Row> rows) throws SQLException {
        try (DatabaseWriter writer = new DatabaseWriter(database.connect())) {
            Position at = writer.claim(PARTITION, "id", 0);
            Advance advance = new Advance(PARTITION, at, at.next() + 1, Counts.NONE);
            writer.write(new Transaction(List.of(advance), rows, List.of()));
        }
    }

    @Override
    public void close() {
        client.close();
        registry.close();
    }
}

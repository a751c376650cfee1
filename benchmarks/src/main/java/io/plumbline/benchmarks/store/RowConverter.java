package io.plumbline.benchmarks.store;

import io.plumbline.schemas.event.WindowStats;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroSerde;
import io.plumbline.sink.database.Column;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.storage.Converter;

/**
 * Gives Connect the rows in the form that suits the connector best: decoded by Plumbline's reader, flat, with the table's
 * names and types. A converter from the shelf would decode more slowly, and leave the connector nested records to flatten.
 */
public final class RowConverter implements Converter {
    /** How Debezium's connectors mark a time with its zone, which its sink stores as timestamptz. */
    private static final String ZONED_TIMESTAMP = "io.debezium.time.ZonedTimestamp";

    private static final Schema SCHEMA = schema();

    private RegistryClient registry;
    private Deserializer<WindowStats> values;

    @Override
    public void configure(Map<String, ?> configuration, boolean isKey) {
        registry = RegistryClient.create(Map.of(
                "schema.registry.url", configuration.get("schema.registry.url").toString()));
        values = new AvroSerde<>(WindowStats.class, registry).deserializer();
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte[] bytes) {
        WindowStats row = values.deserialize(topic, bytes);
        Struct struct = new Struct(SCHEMA);
        Object[] fields = FlatRow.values(row);
        for (int i = 0; i < fields.length; i++) {
            struct.put(SCHEMA.fields().get(i), fields[i] instanceof Instant time ? zoned(time) : fields[i]);
        }
        return new SchemaAndValue(SCHEMA, struct);
    }

    @Override
    public byte[] fromConnectData(String topic, Schema ignored, Object value) {
        throw new UnsupportedOperationException("a sink writes nothing");
    }

    @Override
    public void close() {
        if (registry != null) { // Connect also makes one to look at its settings, and never configures it
            registry.close();
        }
    }

    private static String zoned(Instant time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(OffsetDateTime.ofInstant(time, ZoneOffset.UTC));
    }

    private static Schema schema() {
        SchemaBuilder builder = SchemaBuilder.struct().name("WindowRow");
        FlatRow.TABLE.columns().forEach(column -> builder.field(column.name(), type(column)));
        return builder.build();
    }

    private static Schema type(Column column) {
        return switch (column.type()) {
            case TEXT -> Schema.OPTIONAL_STRING_SCHEMA;
            case INTEGER -> Schema.OPTIONAL_INT32_SCHEMA;
            case BIGINT -> Schema.OPTIONAL_INT64_SCHEMA;
            case DOUBLE -> Schema.OPTIONAL_FLOAT64_SCHEMA;
            case BOOLEAN -> Schema.OPTIONAL_BOOLEAN_SCHEMA;
            case TIMESTAMP ->
                SchemaBuilder.string().name(ZONED_TIMESTAMP).optional().build();
            case COUNTS -> Schema.OPTIONAL_BYTES_SCHEMA;
            case JSONB -> throw new IllegalStateException("a window has no " + column.type());
        };
    }
}

package io.plumbline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.schemas.registry.PortableSchema;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroSerde;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.Config;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.flink.avro.shaded.org.apache.avro.Schema;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericData;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumReader;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumWriter;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.flink.avro.shaded.org.apache.avro.io.BinaryDecoder;
import org.apache.flink.avro.shaded.org.apache.avro.io.BinaryEncoder;
import org.apache.flink.avro.shaded.org.apache.avro.io.DecoderFactory;
import org.apache.flink.avro.shaded.org.apache.avro.io.EncoderFactory;
import org.apache.flink.formats.avro.registry.confluent.ConfluentSchemaRegistryCoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Our wire format and registry protocol against two implementations that are not ours: Confluent's client, and Flink's
 * framing on top of it. Both come relocated in Flink's jar, with an Avro of their own.
 */
class ConfluentInteropTest {
    private static final String TOPIC = "plumbline.measurements";
    private static final String SUBJECT = TOPIC + "-value";

    private final LocalRegistry registry = LocalRegistry.start();
    private final CachedSchemaRegistryClient theirClient = new CachedSchemaRegistryClient(registry.url(), 100);
    private final ConfluentSchemaRegistryCoder theirFraming = new ConfluentSchemaRegistryCoder(SUBJECT, theirClient);
    private final RegistryClient ourClient = RegistryClient.create(Map.of("schema.registry.url", registry.url()));
    private final AvroSerde<MeasurementBatch> ourSerde = new AvroSerde<>(MeasurementBatch.class, ourClient);

    @AfterEach
    void stop() throws IOException {
        theirClient.close();
        registry.close();
    }

    @Test
    void theyReadWhatWeWrite() throws IOException {
        byte[] bytes = ourSerde.serializer().serialize(TOPIC, ourBatch());

        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        Schema schema = theirFraming.readSchema(in);
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(in, null);
        GenericRecord read = new GenericDatumReader<GenericRecord>(schema).read(null, decoder);

        assertThat(decoder.isEnd()).isTrue();
        assertThat(read.get("node")).hasToString("a");
        assertThat(read.get("firstSequence")).isEqualTo(42L);
        GenericRecord measurement = (GenericRecord) ((List<?>) read.get("measurements")).get(0);
        assertThat(measurement.get("operation")).hasToString("checkout");
        assertThat(measurement.get("intendedStart")).isEqualTo(1_700_000_000_000_001L);
        assertThat(measurement.get("durationNanos")).isEqualTo(1_500_000L);
        assertThat(measurement.get("serviceNanos")).isNull();
        assertThat(measurement.get("outcome")).hasToString("TIMEOUT");
    }

    @Test
    void weReadWhatTheyWrite() throws IOException {
        Schema schema = new Schema.Parser().parse(PortableSchema.json(MeasurementBatch.getClassSchema()));

        assertThat(ourSerde.deserializer().deserialize(TOPIC, framedByThem(schema, theirBatch(schema))))
                .isEqualTo(ourBatch());
    }

    @Test
    void bothGetTheSameIdForTheSameSchema() throws Exception {
        int ours = ourClient.idOf(SUBJECT, MeasurementBatch.getClassSchema());
        int theirs =
                theirClient.register(SUBJECT, new AvroSchema(PortableSchema.json(MeasurementBatch.getClassSchema())));

        assertThat(ours).isEqualTo(theirs);
        assertThat(theirClient.getLatestSchemaMetadata(SUBJECT).getId()).isEqualTo(ours);
        assertThat(theirClient.getAllVersions(SUBJECT)).containsExactly(1);
        assertThat(theirClient.getAllSubjects()).containsExactly(SUBJECT);
        assertThat(theirClient.getAllSubjectsById(ours)).containsExactly(SUBJECT);
    }

    @Test
    void theirClientFindsTheRegistryToBehaveAsConfluents() throws Exception {
        AvroSchema one = new AvroSchema("{\"type\":\"record\",\"name\":\"R\",\"fields\":[]}");
        AvroSchema breaking =
                new AvroSchema("{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"f\",\"type\":\"int\"}]}");
        theirClient.register("s", one);

        assertThat(theirClient.getConfig("").getCompatibilityLevel()).isEqualTo("BACKWARD");
        assertThat(theirClient.testCompatibility("s", one)).isTrue();
        assertThat(theirClient.testCompatibilityVerbose("s", breaking))
                .anyMatch(reason -> reason.contains("READER_FIELD_MISSING_DEFAULT_VALUE"));
        refused(409, () -> theirClient.register("s", breaking));
        refused(40401, () -> theirClient.getLatestSchemaMetadata("nowhere"));
        refused(40402, () -> theirClient.getSchemaMetadata("s", 2));
        refused(40403, () -> theirClient.getId("s", breaking));
        refused(40403, () -> theirClient.getSchemaById(99));
        refused(42203, () -> theirClient.updateConfig("s", new Config("SIDEWAYS")));
        theirClient.updateConfig("s", new Config("NONE"));
        assertThat(theirClient.register("s", breaking)).isEqualTo(2);
        assertThat(theirClient.getMode()).isEqualTo("READWRITE");
    }

    private interface Call {
        void make() throws IOException, RestClientException;
    }

    private static void refused(int code, Call call) {
        assertThatThrownBy(call::make)
                .isInstanceOfSatisfying(
                        RestClientException.class,
                        refusal -> assertThat(refusal.getErrorCode()).isEqualTo(code));
    }

    private byte[] framedByThem(Schema schema, GenericRecord batch) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        theirFraming.writeSchema(schema, out);
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(schema).write(batch, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static MeasurementBatch ourBatch() {
        Measurement measurement = Measurement.newBuilder()
                .setOperation("checkout")
                .setIntendedStart(Instant.ofEpochSecond(1_700_000_000L, 1_000))
                .setDurationNanos(1_500_000)
                .setOutcome(Outcome.TIMEOUT)
                .setLabels(Map.of("peer", "ü"))
                .build();
        return MeasurementBatch.newBuilder()
                .setSystem("shop")
                .setNode("a")
                .setBoot("b1")
                .setOrigin(Origin.REPLAYED)
                .setFirstSequence(42)
                .setMeasurements(List.of(measurement))
                .build();
    }

    /** The same as {@link #ourBatch}, as their Avro has it. */
    private static GenericRecord theirBatch(Schema schema) {
        Schema measurementSchema = schema.getField("measurements").schema().getElementType();
        GenericRecord measurement = new GenericData.Record(measurementSchema);
        measurement.put("operation", "checkout");
        measurement.put("intendedStart", 1_700_000_000_000_001L);
        measurement.put("durationNanos", 1_500_000L);
        measurement.put("serviceNanos", null);
        measurement.put("outcome", symbol(measurementSchema, "outcome", "TIMEOUT"));
        measurement.put("bytes", 0L);
        measurement.put("labels", Map.of("peer", "ü"));
        GenericRecord batch = new GenericData.Record(schema);
        batch.put("system", "shop");
        batch.put("run", "");
        batch.put("node", "a");
        batch.put("release", "");
        batch.put("origin", symbol(schema, "origin", "REPLAYED"));
        batch.put("boot", "b1");
        batch.put("firstSequence", 42L);
        batch.put("droppedBefore", 0L);
        batch.put("measurements", List.of(measurement));
        return batch;
    }

    private static GenericData.EnumSymbol symbol(Schema record, String field, String symbol) {
        return new GenericData.EnumSymbol(record.getField(field).schema(), symbol);
    }
}

package io.plumbline.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.Golden;
import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.registry.RegistryUnavailableException;
import io.plumbline.schemas.registry.StubRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AvroSerdeTest {
    private static final String TOPIC = "measurements";
    private static final int ID = 258;

    private final StubRegistry registry = new StubRegistry();
    private final RegistryClient client =
            RegistryClient.create(Map.of("schema.registry.url", registry.url(), "max.retries", "0"));
    private final AvroSerde<MeasurementBatch> serde = new AvroSerde<>(MeasurementBatch.class, client);
    private final Serializer<MeasurementBatch> serializer = serde.serializer();
    private final Deserializer<MeasurementBatch> deserializer = serde.deserializer();

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void theBytesAreConfluents() {
        Golden.check("measurement-batch.hex", Golden.hex(framed(batch("a", 1))));
    }

    @Test
    void readsWhatItWrote() {
        byte[] bytes = framed(batch("a", 3));

        assertThat(deserializer.deserialize(TOPIC, bytes)).isEqualTo(batch("a", 3));
        ByteBuffer slice = ByteBuffer.allocate(bytes.length + 9)
                .position(4)
                .put(bytes)
                .flip()
                .position(4)
                .slice();
        assertThat(deserializer.deserialize(TOPIC, new RecordHeaders(), slice)).isEqualTo(batch("a", 3));
        assertThat(deserializer.deserialize(TOPIC, new RecordHeaders(), slice.asReadOnlyBuffer()))
                .isEqualTo(batch("a", 3));
    }

    @Test
    void aTombstoneStaysOne() {
        assertThat(serializer.serialize(TOPIC, null)).isNull();
        assertThat(deserializer.deserialize(TOPIC, null)).isNull();
        assertThat(deserializer.deserialize(TOPIC, new RecordHeaders(), (ByteBuffer) null))
                .isNull();
    }

    @Test
    void readsAWriterThatKnowsOtherFields() throws IOException {
        Schema theirs = SchemaBuilder.record("io.plumbline.schemas.event.MeasurementBatch")
                .fields()
                .requiredLong("firstSequence")
                .requiredDouble("unknownToUs")
                .requiredString("boot")
                .requiredString("node")
                .requiredString("system")
                .name("measurements")
                .type()
                .array()
                .items(Measurement.getClassSchema())
                .noDefault()
                .endRecord();
        GenericData.Record theirBatch = new GenericData.Record(theirs);
        theirBatch.put("firstSequence", 5L);
        theirBatch.put("unknownToUs", 1.5);
        theirBatch.put("boot", "b");
        theirBatch.put("node", "n");
        theirBatch.put("system", "s");
        theirBatch.put("measurements", List.of());

        MeasurementBatch read = deserializer.deserialize(TOPIC, framed(theirs, theirBatch));

        assertThat(read.getFirstSequence()).isEqualTo(5);
        assertThat(read.getSystem()).isEqualTo("s");
        assertThat(read.getOrigin()).as("default").isEqualTo(Origin.REAL);
    }

    @Test
    void aSchemaThatDoesNotResolveIsPoison() throws IOException {
        Schema theirs = SchemaBuilder.record("io.plumbline.schemas.event.MeasurementBatch")
                .fields()
                .requiredString("node")
                .endRecord();
        GenericData.Record theirBatch = new GenericData.Record(theirs);
        theirBatch.put("node", "n");
        byte[] bytes = framed(theirs, theirBatch);

        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("missing required field");
    }

    static Stream<Arguments> poison() {
        return Stream.of(
                Arguments.of("00 00 00", "too short"),
                Arguments.of("01 00 01 02 03 04 05 06", "0x01, a schema GUID"),
                Arguments.of("7b 22 61 22 3a 31 7d", "begins with 0x7b"),
                Arguments.of("00 ff ff ff ff 00", "is negative"),
                Arguments.of("00 00 00 01 02", "cannot read a MeasurementBatch of schema 258"),
                // a string that says it has 2^30 bytes: nothing of that size may be allocated
                Arguments.of("00 00 00 01 02 80 80 80 80 08 61", "cannot read a MeasurementBatch"),
                Arguments.of("00 00 00 01 02 ff ff ff ff ff ff ff ff ff ff", "cannot read a MeasurementBatch"));
    }

    @ParameterizedTest
    @MethodSource
    void poison(String hex, String message) {
        registry.answer(200, schemaAnswer(MeasurementBatch.getClassSchema()));
        byte[] bytes = bytes(hex);

        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void anIdInAHeaderIsRefused() {
        byte[] bytes = framed(batch("a", 1));
        RecordHeaders headers = new RecordHeaders();
        headers.add("__value_schema_id", bytes("01 00 00"));

        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, headers, bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("__value_schema_id")
                .hasMessageContaining("PrefixSchemaIdSerializer");
        assertThat(deserializer.deserialize(TOPIC, headers, (byte[]) null))
                .as("a tombstone")
                .isNull();
    }

    @Test
    void everyCutAndEveryAppendixIsPoison() {
        byte[] bytes = framed(batch("a", 2));

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> deserializer.deserialize(TOPIC, cut)).isInstanceOf(SerializationException.class);
        }
        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("bytes follow the end");
        assertThat(deserializer.deserialize(TOPIC, bytes)).isEqualTo(batch("a", 2));
    }

    @Test
    void valuesOverTheLimitAreRefused() {
        byte[] bytes = framed(batch("a", 1));
        try (var small = new AvroDeserializer<>(MeasurementBatch.class, client, bytes.length - 1)) {
            assertThatThrownBy(() -> small.deserialize(TOPIC, bytes))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("over the limit");
        }
    }

    @Test
    void anOutageIsNotPoison() {
        registry.answer(503, "");

        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, bytes("00 00 00 01 02 00")))
                .isInstanceOf(RegistryUnavailableException.class);
        assertThatThrownBy(() -> serializer.serialize(TOPIC, batch("a", 1)))
                .isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void aValueThatItsSchemaForbidsSpoilsNoOther() {
        byte[] good = framed(batch("a", 1));
        MeasurementBatch broken = batch("a", 1);
        broken.getMeasurements().get(0).setOutcome(null);

        assertThatThrownBy(() -> serializer.serialize(TOPIC, broken)).isInstanceOf(SerializationException.class);
        assertThat(serializer.serialize(TOPIC, batch("a", 1))).isEqualTo(good);
    }

    @Test
    void manyThreadsMayShareIt() {
        framed(batch("a", 1));

        assertThat(IntStream.range(0, 2_000)
                        .parallel()
                        .filter(i -> batch("n" + i, i % 7)
                                .equals(deserializer.deserialize(
                                        TOPIC, serializer.serialize(TOPIC, batch("n" + i, i % 7)))))
                        .count())
                .isEqualTo(2_000);
    }

    /** As our serializer frames it, with the registry set up for both directions. */
    private byte[] framed(MeasurementBatch batch) {
        registry.answer(200, "{\"id\":" + ID + "}").answer(200, schemaAnswer(MeasurementBatch.getClassSchema()));
        return serializer.serialize(TOPIC, batch);
    }

    private byte[] framed(Schema schema, GenericData.Record value) throws IOException {
        registry.answer(200, schemaAnswer(schema));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(ID).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericData.Record>(schema).write(value, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static String schemaAnswer(Schema schema) {
        return new ObjectMapper()
                .createObjectNode()
                .put("schema", schema.toString())
                .toString();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.ofDelimiter(" ").parseHex(hex);
    }

    private static MeasurementBatch batch(String node, int size) {
        return MeasurementBatch.newBuilder()
                .setSystem("shop")
                .setNode(node)
                .setBoot("b1")
                .setFirstSequence(10)
                .setMeasurements(IntStream.range(0, size)
                        .mapToObj(i -> Measurement.newBuilder()
                                .setOperation("checkout")
                                .setIntendedStart(Instant.ofEpochSecond(1_700_000_000L + i))
                                .setDurationNanos(1_500_000)
                                .setServiceNanos(1_000_000L)
                                .setOutcome(Outcome.OK)
                                .build())
                        .toList())
                .build();
    }
}

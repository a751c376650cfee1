package io.plumbline.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.schemas.event.ClosedBy;
import io.plumbline.schemas.event.OperationSummary;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.SketchData;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.registry.StubRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;
import org.apache.kafka.common.errors.SerializationException;

/** Values read field by field against Avro's own reading, on whatever bytes come. */
class FieldReaderPropertyTest {
    private static final String TOPIC = "summaries";
    private static final int ID = 1;
    private static final int ROW_ID = 2;
    private static final RegistryClient REGISTRY = registry();

    private final AvroSerde<OperationSummary> fast = new AvroSerde<>(OperationSummary.class, REGISTRY);
    private final AvroDeserializer<OperationSummary> avro = new AvroDeserializer<>(OperationSummary.class, REGISTRY);

    @Property(tries = 300)
    void everyFieldIsReadAsAvroReadsIt(
            @ForAll long seed, @ForAll @IntRange(max = 400) int size, @ForAll boolean inBlocks) {
        OperationSummary summary = summary(new SplittableRandom(seed), size);
        byte[] framed = framed(summary, inBlocks);

        OperationSummary read = fast.deserializer().deserialize(TOPIC, framed);

        assertThat(read).isEqualTo(avro.deserialize(TOPIC, framed)).isEqualTo(summary);
    }

    @Property(tries = 300)
    void everyFieldOfARowIsReadAsAvroReadsIt(@ForAll long seed) throws IOException {
        ByteArrayOutputStream out = Framed.header(ROW_ID);
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        Schema schema = WindowStats.getClassSchema();
        GenericDatumWriter<Object> writer = new GenericDatumWriter<>(schema);
        writer.write(new RandomData(schema, 1, seed).iterator().next(), encoder);
        encoder.flush();
        byte[] framed = out.toByteArray();

        WindowStats read =
                new AvroSerde<>(WindowStats.class, REGISTRY).deserializer().deserialize(TOPIC, framed);

        assertThat(read).isEqualTo(new AvroDeserializer<>(WindowStats.class, REGISTRY).deserialize(TOPIC, framed));
    }

    /** What was read holds its counts in a list of our own. */
    @Property(tries = 100)
    void itIsWrittenAgainWithTheSameBytes(@ForAll long seed, @ForAll @IntRange(max = 400) int size) throws IOException {
        byte[] framed = framed(summary(new SplittableRandom(seed), size), false);
        OperationSummary read = fast.deserializer().deserialize(TOPIC, framed);

        assertThat(framed(read, false)).isEqualTo(framed);
        assertThat(fast.serializer().serialize(TOPIC, read)).isEqualTo(framed);
    }

    @Property(tries = 10)
    void everyCutAndEveryAppendixIsPoison(@ForAll long seed, @ForAll boolean inBlocks) {
        byte[] whole = framed(summary(new SplittableRandom(seed), 40), inBlocks);
        for (int length = 0; length < whole.length; length++) {
            assertPoison(Arrays.copyOf(whole, length));
        }
        assertPoison(Arrays.copyOf(whole, whole.length + 1));
    }

    private void assertPoison(byte[] bytes) {
        assertThatThrownBy(() -> fast.deserializer().deserialize(TOPIC, bytes))
                .isInstanceOf(SerializationException.class);
    }

    private static OperationSummary summary(SplittableRandom random, int size) {
        return OperationSummary.newBuilder()
                .setSystem(name(random))
                .setRun(name(random))
                .setOperation(name(random))
                .setNode(name(random))
                .setRelease(name(random))
                .setOrigin(one(random, List.of(Origin.values())))
                .setWindowStart(instant(random))
                .setWindowMillis(number(random))
                .setOkCount(number(random))
                .setErrorCount(number(random))
                .setTimeoutCount(number(random))
                .setBytes(number(random))
                .setSumSquaresHigh(number(random))
                .setSumSquaresLow(number(random))
                .setResponse(sketch(random, size))
                .setService(random.nextBoolean() ? null : sketch(random, size / 2))
                .setLateCount(number(random))
                .setMaxLatenessMicros(number(random))
                .setClosedBy(one(random, List.of(ClosedBy.values())))
                .setSource(random.nextInt())
                .setSources(random.nextInt())
                .setWatermark(random.nextInt(10) == 0 ? ofMicros(Long.MAX_VALUE) : instant(random))
                .setNodes(List.of(name(random), name(random)))
                .build();
    }

    private static SketchData sketch(SplittableRandom random, int size) {
        List<Long> counts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            counts.add(number(random));
        }
        return new SketchData(
                random.nextInt(),
                random.nextInt(),
                counts,
                number(random),
                number(random),
                number(random),
                random.nextDouble(),
                random.nextDouble());
    }

    private static String name(SplittableRandom random) {
        return one(random, List.of("", "checkout", "Größe", "取引", "\uD83D\uDE80"));
    }

    private static <T> T one(SplittableRandom random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static Instant instant(SplittableRandom random) {
        return ofMicros(number(random) >> 4);
    }

    private static Instant ofMicros(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    /** Of any magnitude, either sign. */
    private static long number(SplittableRandom random) {
        return random.nextLong() >> random.nextInt(Long.SIZE);
    }

    private static byte[] framed(OperationSummary summary, boolean inBlocks) {
        return Framed.of(ID, summary, inBlocks);
    }

    private static RegistryClient registry() {
        try (StubRegistry stub = new StubRegistry()) {
            RegistryClient client = RegistryClient.create(Map.of("schema.registry.url", stub.url()));
            Schema summary = OperationSummary.getClassSchema();
            stub.answer(200, json("schema", summary.toString()));
            stub.answer(200, json("schema", WindowStats.getClassSchema().toString()));
            stub.answer(200, "{\"id\": " + ID + "}");
            client.byId(ID); // it keeps all three
            client.byId(ROW_ID);
            client.idOf(client.subjectOf(TOPIC, summary), summary);
            return client;
        }
    }

    private static String json(String field, String text) {
        return new ObjectMapper().createObjectNode().put(field, text).toString();
    }
}

package io.plumbline.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.registry.StubRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;

/** The reader without objects against Avro's own, on whatever bytes come. */
class BatchReaderPropertyTest {
    private static final Schema OURS = MeasurementBatch.getClassSchema();
    private static final Schema LONGER = theirs(false);
    private static final Schema REVERSED = theirs(true);
    private static final int OUR_ID = 1;
    private static final int LONGER_ID = 2;
    private static final int REVERSED_ID = 3;
    private static final RegistryClient REGISTRY = registry();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long MODEST_BYTES = 1 << 20; // of exceptions and their stacks, for values below a kilobyte
    private static final List<String> NAMES =
            List.of("", "a", "checkout", "Größe", "取引", "\uD83D\uDE80", "x".repeat(100));

    private final BatchReader reader = new BatchReader(REGISTRY);
    private final AvroDeserializer<MeasurementBatch> avro = new AvroDeserializer<>(MeasurementBatch.class, REGISTRY);

    @Property(tries = 300)
    void everyFieldOfEveryBatchIsReadAsAvroReadsIt(
            @ForAll long seed, @ForAll @IntRange(max = 60) int size, @ForAll @IntRange(max = 9) int offset) {
        MeasurementBatch batch = batch(new SplittableRandom(seed), size);

        assertReadsAs(batch, framed(batch, false), offset);
        assertReadsAs(batch, framed(batch, true), offset);
    }

    @Property(tries = 100)
    void whatAnotherSchemaWroteIsReadThroughAvrosResolution(@ForAll long seed, @ForAll @IntRange(max = 5) int size)
            throws IOException {
        MeasurementBatch batch = batch(new SplittableRandom(seed), size);

        assertReadsAs(batch, as(LONGER, LONGER_ID, batch), 3);
        assertReadsAs(batch, as(REVERSED, REVERSED_ID, batch), 3);
        assertReadsAs(batch, framed(batch, false), 0); // and ours again, behind theirs
    }

    @Property(tries = 30)
    void everyCutAndEveryAppendixIsPoison(@ForAll long seed, @ForAll boolean inBlocks) {
        byte[] whole = framed(batch(new SplittableRandom(seed), 4), inBlocks);
        byte[] more = Arrays.copyOf(whole, whole.length + 1);

        for (int length = 0; length < whole.length; length++) {
            int cut = length; // the rest is still in the array, and must not be read
            assertThatThrownBy(() -> reader.read(whole, 0, cut)).isInstanceOf(SerializationException.class);
        }
        assertThatThrownBy(() -> reader.read(more, 0, more.length)).isInstanceOf(SerializationException.class);
    }

    @Property(tries = 2_000)
    void brokenBytesArePoisonOrWhatAvroReadsToo(
            @ForAll long seed, @ForAll boolean inBlocks, @ForAll @IntRange(min = 1, max = 4) int flips) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = framed(batch(random, 3), inBlocks);
        for (int i = 0; i < flips; i++) {
            bytes[random.nextInt(WireFormat.HEADER_BYTES, bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        }
        if (isRead(bytes)) {
            assertSame(avro.deserialize("t", bytes));
        }
    }

    /** What is read here and not by Avro could not be set aside as a batch. */
    @Example
    void anEnumOrABranchOfMoreBytesThanAnIntIsPoisonAsForAvro() {
        MeasurementBatch empty = batch(new SplittableRandom(1), 0);
        List.of("system", "run", "node", "release", "boot").forEach(name -> empty.put(name, ""));
        empty.setOrigin(Origin.REAL);
        String hex = HexFormat.of().formatHex(framed(empty, false)); // 10 digits of framing, 8 of empty names
        byte[] longOrigin = HexFormat.of().parseHex(hex.substring(0, 18) + "808080808000" + hex.substring(20));

        assertThatThrownBy(() -> avro.deserialize("t", longOrigin)).isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> reader.read(longOrigin, 0, longOrigin.length))
                .isInstanceOf(SerializationException.class);
    }

    /** Whether it is read, without anything worse than a serialization exception. */
    private boolean isRead(byte[] bytes) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            reader.read(bytes, 0, bytes.length);
            return true;
        } catch (SerializationException poison) {
            return false;
        } finally {
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(MODEST_BYTES);
        }
    }

    /** Behind {@code offset} other bytes, and before some. */
    private void assertReadsAs(MeasurementBatch batch, byte[] framed, int offset) {
        byte[] around = new byte[offset + framed.length + 5];
        Arrays.fill(around, (byte) 0x55);
        System.arraycopy(framed, 0, around, offset, framed.length);

        assertThat(avro.deserialize("t", framed)).isEqualTo(batch);
        reader.read(around, offset, framed.length);
        assertSame(batch);
        for (int i = 0; i < reader.count(); i++) {
            Measurement event = batch.getMeasurements().get(i);
            assertThat(reader.labels(i)).isEqualTo(event.getLabels().size());
        }
    }

    private void assertSame(MeasurementBatch batch) {
        assertThat(List.of(reader.system(), reader.run(), reader.node(), reader.release(), reader.boot()))
                .containsExactly(
                        batch.getSystem(), batch.getRun(), batch.getNode(), batch.getRelease(), batch.getBoot());
        assertThat(reader.origin()).isEqualTo(batch.getOrigin());
        assertThat(reader.firstSequence()).isEqualTo(batch.getFirstSequence());
        assertThat(reader.droppedBefore()).isEqualTo(batch.getDroppedBefore());
        assertThat(reader.count()).isEqualTo(batch.getMeasurements().size());
        for (int i = 0; i < reader.count(); i++) {
            assertSame(i, batch.getMeasurements().get(i));
        }
    }

    private void assertSame(int index, Measurement event) {
        String operation = new String(
                reader.bytes(), reader.operationStart(index), reader.operationLength(index), StandardCharsets.UTF_8);
        assertThat(operation).isEqualTo(event.getOperation());
        assertThat(reader.startMicros(index)).isEqualTo(micros(event));
        assertThat(reader.durationNanos(index)).isEqualTo(event.getDurationNanos());
        Long service = event.getServiceNanos();
        assertThat(reader.serviceNanos(index))
                .isEqualTo(service == null ? BatchReader.UNKNOWN : Math.max(service, -Long.MAX_VALUE));
        assertThat(reader.outcome(index)).isEqualTo(event.getOutcome());
        assertThat(reader.bytesMoved(index)).isEqualTo(event.getBytes());
        assertThat(reader.labels(index)) // a key that comes twice is one to Avro
                .isGreaterThanOrEqualTo(event.getLabels().size());
    }

    /** Of any time that 64 bits can say: ChronoUnit counts nanoseconds in between, which overflow. */
    private static long micros(Measurement event) {
        Instant start = event.getIntendedStart();
        return start.getEpochSecond() * 1_000_000 + start.getNano() / 1_000;
    }

    private static MeasurementBatch batch(SplittableRandom random, int size) {
        List<Measurement> measurements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            measurements.add(measurement(random));
        }
        return MeasurementBatch.newBuilder()
                .setSystem(name(random))
                .setRun(name(random))
                .setNode(name(random))
                .setRelease(name(random))
                .setOrigin(one(List.of(Origin.values()), random))
                .setBoot(name(random))
                .setFirstSequence(number(random))
                .setDroppedBefore(number(random))
                .setMeasurements(measurements)
                .build();
    }

    private static Measurement measurement(SplittableRandom random) {
        Map<String, String> labels = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            labels.put(name(random), name(random));
        }
        return Measurement.newBuilder()
                .setOperation(name(random))
                .setIntendedStart(Instant.EPOCH.plus(number(random) >> 8, ChronoUnit.MICROS))
                .setDurationNanos(number(random))
                .setServiceNanos(random.nextBoolean() ? null : number(random))
                .setOutcome(one(List.of(Outcome.values()), random))
                .setBytes(number(random))
                .setLabels(labels)
                .build();
    }

    private static String name(SplittableRandom random) {
        return one(NAMES, random);
    }

    private static <T> T one(List<T> of, SplittableRandom random) {
        return of.get(random.nextInt(of.size()));
    }

    /** Of any magnitude, either sign. */
    private static long number(SplittableRandom random) {
        return random.nextLong() >> random.nextInt(Long.SIZE);
    }

    private static byte[] framed(MeasurementBatch batch, boolean inBlocks) {
        return Framed.of(OUR_ID, batch, inBlocks);
    }

    private static byte[] as(Schema schema, int id, MeasurementBatch batch) throws IOException {
        byte[] ours = framed(batch, false);
        int start = WireFormat.HEADER_BYTES;
        GenericRecord theirs = new GenericDatumReader<GenericRecord>(OURS, schema)
                .read(null, DecoderFactory.get().binaryDecoder(ours, start, ours.length - start, null));
        ByteArrayOutputStream out = Framed.header(id);
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(schema).write(theirs, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    /** Ours with a field more in the batch and in the measurement, or with the fields of both the other way round. */
    private static Schema theirs(boolean isReversed) {
        Schema measurement = changed(Measurement.getClassSchema(), Measurement.getClassSchema(), isReversed);
        return changed(OURS, measurement, isReversed);
    }

    private static Schema changed(Schema record, Schema measurement, boolean isReversed) {
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field field : record.getFields()) {
            Schema type = field.name().equals("measurements") ? Schema.createArray(measurement) : field.schema();
            fields.add(new Schema.Field(field.name(), type, null, field.defaultVal()));
        }
        if (isReversed) {
            Collections.reverse(fields);
        } else {
            fields.add(1, new Schema.Field("region", Schema.create(Schema.Type.STRING), null, "eu"));
        }
        return Schema.createRecord(record.getName(), null, record.getNamespace(), false, fields);
    }

    private static RegistryClient registry() {
        try (StubRegistry stub = new StubRegistry()) {
            RegistryClient client = RegistryClient.create(Map.of("schema.registry.url", stub.url()));
            for (Schema schema : List.of(OURS, LONGER, REVERSED)) {
                stub.answer(
                        200,
                        new ObjectMapper()
                                .createObjectNode()
                                .put("schema", schema.toString())
                                .toString());
            }
            List.of(OUR_ID, LONGER_ID, REVERSED_ID).forEach(client::byId); // it keeps them
            return client;
        }
    }
}

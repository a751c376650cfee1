package io.plumbline.schemas.serde;

import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.schemas.registry.RegistryClient;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Reads a framed {@link MeasurementBatch} into arrays that are used again for the next: no object for a measurement, nor
 * for a batch. Names stay ranges of the bytes, for the caller to look up. Values that another schema wrote are resolved
 * by Avro first (a reader is slower then, and gives the same).
 *
 * <p>A batch is read as a whole or not at all. What is thrown is what {@link AvroDeserializer} throws: a
 * {@link SerializationException} for what can never be read, else the registry's exceptions. Mutable; one thread owns it.
 */
public final class BatchReader {
    /** The service time of a measurement that has none. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    private static final Origin[] ORIGINS = Origin.values();
    private static final Outcome[] OUTCOMES = Outcome.values();
    private static final int LEAST_BYTES = 7; // of a measurement: one for each field
    private static final int LEAST_LABEL_BYTES = 2;

    private final SameLayout<MeasurementBatch> layout;
    private final AvroCursor in = new AvroCursor();

    private int senderStart;
    private int senderEnd;
    private final int[] texts = new int[2 * 5]; // start and length of system, run, node, release, boot
    private int origin;
    private long firstSequence;
    private long droppedBefore;

    private int count;
    private int[] operationStart = new int[0];
    private int[] operationLength = new int[0];
    private long[] startMicros = new long[0];
    private long[] durationNanos = new long[0];
    private long[] serviceNanos = new long[0];
    private long[] bytesMoved = new long[0];
    private byte[] outcome = new byte[0];
    private int[] labels = new int[0];

    public BatchReader(RegistryClient registry) {
        layout = new SameLayout<>(MeasurementBatch.class, registry);
    }

    /** Reads the batch that is framed in these bytes, which must not change while it is used. */
    public void read(byte[] framed, int offset, int length) {
        layout.open(framed, offset, length, in);
        count = 0;
        readHeader();
        for (int block = in.readBlock(LEAST_BYTES); block > 0; block = in.readBlock(LEAST_BYTES)) {
            makeRoom(count + block);
            for (int i = 0; i < block; i++) {
                readMeasurement(count++);
            }
        }
        in.expectEnd();
    }

    /** What all ranges here are ranges of. */
    public byte[] bytes() {
        return in.bytes();
    }

    /** Where the fields from system to boot begin: batches of one sender have the same bytes from here to the end. */
    public int senderStart() {
        return senderStart;
    }

    public int senderLength() {
        return senderEnd - senderStart;
    }

    public String system() {
        return text(0);
    }

    public String run() {
        return text(1);
    }

    public String node() {
        return text(2);
    }

    public String release() {
        return text(3);
    }

    public String boot() {
        return text(4);
    }

    public Origin origin() {
        return ORIGINS[origin];
    }

    public long firstSequence() {
        return firstSequence;
    }

    public long droppedBefore() {
        return droppedBefore;
    }

    /** Measurements in the batch. */
    public int count() {
        return count;
    }

    public int operationStart(int index) {
        return operationStart[index];
    }

    public int operationLength(int index) {
        return operationLength[index];
    }

    public long startMicros(int index) {
        return startMicros[index];
    }

    public long durationNanos(int index) {
        return durationNanos[index];
    }

    /** {@link #UNKNOWN} where there is none. */
    public long serviceNanos(int index) {
        return serviceNanos[index];
    }

    public Outcome outcome(int index) {
        return OUTCOMES[outcome[index]];
    }

    public long bytesMoved(int index) {
        return bytesMoved[index];
    }

    /** How many labels it has. */
    public int labels(int index) {
        return labels[index];
    }

    private void readHeader() {
        senderStart = in.position();
        readText(0);
        readText(1);
        readText(2);
        readText(3);
        origin = in.readIndex(ORIGINS.length);
        readText(4);
        senderEnd = in.position();
        firstSequence = in.readLong();
        droppedBefore = in.readLong();
    }

    private void readMeasurement(int index) {
        int length = in.readLength();
        operationStart[index] = in.position();
        operationLength[index] = length;
        in.skip(length);
        startMicros[index] = in.readLong();
        durationNanos[index] = in.readLong();
        serviceNanos[index] = in.readIndex(2) == 0 ? UNKNOWN : knownNanos();
        outcome[index] = (byte) in.readIndex(OUTCOMES.length);
        bytesMoved[index] = in.readLong();
        labels[index] = readLabels();
    }

    /** The one number that stands for "unknown" is out of range anyway: another such takes its place. */
    private long knownNanos() {
        return Math.max(in.readLong(), -Long.MAX_VALUE);
    }

    private int readLabels() {
        int number = 0;
        for (int block = in.readBlock(LEAST_LABEL_BYTES); block > 0; block = in.readBlock(LEAST_LABEL_BYTES)) {
            number += block;
            for (int i = 0; i < block; i++) {
                in.skipText();
                in.skipText();
            }
        }
        return number;
    }

    private void readText(int which) {
        int length = in.readLength();
        texts[2 * which] = in.position();
        texts[2 * which + 1] = length;
        in.skip(length);
    }

    private String text(int which) {
        return new String(in.bytes(), texts[2 * which], texts[2 * which + 1], StandardCharsets.UTF_8);
    }

    private void makeRoom(int needed) {
        if (needed <= outcome.length) {
            return;
        }
        int size = Math.max(needed, 2 * outcome.length);
        operationStart = Arrays.copyOf(operationStart, size);
        operationLength = Arrays.copyOf(operationLength, size);
        startMicros = Arrays.copyOf(startMicros, size);
        durationNanos = Arrays.copyOf(durationNanos, size);
        serviceNanos = Arrays.copyOf(serviceNanos, size);
        bytesMoved = Arrays.copyOf(bytesMoved, size);
        outcome = Arrays.copyOf(outcome, size);
        labels = Arrays.copyOf(labels, size);
    }
}

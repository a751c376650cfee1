package io.plumbline.benchmarks.engine;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.store.UnboundedSizeDenseStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * What a window of the DSL holds, and how it is stored: the store keeps bytes, so that every event costs a read, an
 * addition and a write.
 */
record DslSketch<S>(Supplier<S> empty, BiConsumer<S, Long> add, Function<S, Long> p99, Serde<S> serde) {

    /** An HdrHistogram of two digits in its own plain encoding. */
    static DslSketch<Histogram> hdr() {
        return new DslSketch<>(
                () -> new Histogram(2),
                Histogram::recordValue,
                histogram -> histogram.getValueAtPercentile(99),
                Serdes.serdeFrom(
                        (topic, histogram) -> bytes(histogram),
                        (topic, bytes) -> Histogram.decodeFromByteBuffer(ByteBuffer.wrap(bytes), 0)));
    }

    /** A DDSketch of 1 % in its own encoding. */
    static DslSketch<DDSketch> ddSketch() {
        return new DslSketch<>(
                () -> DDSketches.unboundedDense(.01),
                (sketch, nanos) -> sketch.accept(nanos),
                sketch -> (long) sketch.getValueAtQuantile(.99),
                Serdes.serdeFrom((topic, sketch) -> bytes(sketch), (topic, bytes) -> ddSketch(bytes)));
    }

    S added(S sketch, long nanos) {
        add.accept(sketch, nanos);
        return sketch;
    }

    private static byte[] bytes(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoByteBuffer(buffer);
        return Arrays.copyOf(buffer.array(), length);
    }

    private static byte[] bytes(DDSketch sketch) {
        try {
            GrowingByteArrayOutput out = GrowingByteArrayOutput.withDefaultInitialCapacity();
            sketch.encode(out, false);
            return out.trimmedCopy();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DDSketch ddSketch(byte[] bytes) {
        try {
            return DDSketch.decode(ByteArrayInput.wrap(bytes), UnboundedSizeDenseStore::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

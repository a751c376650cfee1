package io.plumbline.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;

/** Eight numbers at a time, or one by one: what Avro's own encoder wrote comes back, and nothing beyond the end is read. */
class AvroCursorPropertyTest {
    private static final int OFFSET = 3;

    @Property
    void readsWhatAvroWrote(@ForAll("numbers") List<Long> numbers) throws IOException {
        byte[] bytes = written(numbers);
        long[] read = new long[numbers.size() + 1];

        AvroCursor cursor = cursorOver(bytes, bytes.length - OFFSET);
        cursor.readLongs(read, 1, numbers.size());

        assertThat(read).startsWith(0);
        assertThat(read).endsWith(numbers.stream().mapToLong(Long::longValue).toArray());
        cursor.expectEnd();
    }

    @Property
    void stopsAtTheEndThoughMoreBytesAreThere(@ForAll("numbers") List<Long> numbers) throws IOException {
        byte[] bytes = written(numbers);
        if (!numbers.isEmpty()) {
            AvroCursor cursor = cursorOver(bytes, bytes.length - OFFSET - 1);

            assertThatThrownBy(() -> cursor.readLongs(new long[numbers.size()], 0, numbers.size()))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("ends too early");
        }
    }

    /** Mostly small ones, as the counts of a sketch are. */
    @Provide
    Arbitrary<List<Long>> numbers() {
        return Arbitraries.frequencyOf(
                        Tuple.of(30, Arbitraries.longs().between(-64, 63)), Tuple.of(1, Arbitraries.longs()))
                .list()
                .ofMaxSize(80);
    }

    private static AvroCursor cursorOver(byte[] bytes, int length) {
        AvroCursor cursor = new AvroCursor();
        cursor.reset(bytes, OFFSET, length);
        return cursor;
    }

    private static byte[] written(List<Long> numbers) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[OFFSET]);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        for (long number : numbers) {
            encoder.writeLong(number);
        }
        encoder.flush();
        return bytes.toByteArray();
    }
}

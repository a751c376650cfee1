package io.plumbline.producers.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.local.Directories;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** Whatever becomes of a segment's bytes: what is read was written, in that order, and all that is whole is read. */
class SegmentPropertyTest {
    private record Read(List<String> payloads, List<Found.Damage> damages) {}

    @Property(tries = 20)
    void aSegmentCutAtAnyByteKeepsEveryFrameThatIsWhole(
            @ForAll @Size(min = 1, max = 4) List<@AlphaChars @StringLength(max = 12) String> payloads)
            throws IOException {
        byte[] bytes = written(payloads);
        int whole = 0;
        int end = 0;
        for (int length = 0; length <= bytes.length; length++) {
            if (whole < payloads.size()
                    && length == end + Frame.bytes(payloads.get(whole).length())) {
                whole++;
                end = length;
            }
            Read read = read(java.util.Arrays.copyOf(bytes, length));

            assertThat(read.payloads).isEqualTo(payloads.subList(0, whole));
            assertThat(read.damages)
                    .isEqualTo(length == end ? List.of() : List.of(new Found.Damage(length - end, length, true)));
        }
    }

    @Property(tries = 100)
    void aByteThatChangedCostsTheFrameThatItIsInAndNoOther(
            @ForAll @Size(min = 2, max = 5) List<@AlphaChars @StringLength(max = 12) String> payloads,
            @ForAll @IntRange(max = 10_000) int where,
            @ForAll @IntRange(min = 1, max = 255) int difference)
            throws IOException {
        byte[] bytes = written(payloads);
        int at = where % bytes.length;
        bytes[at] ^= (byte) difference;
        List<String> others = new ArrayList<>(payloads);
        others.remove(frameOf(at, payloads));
        Read read = read(bytes);

        assertThat(read.payloads).isEqualTo(others);
        assertThat(read.damages).hasSize(1);
    }

    @Property(tries = 20)
    void whatWasCutOffIsReallyGone(
            @ForAll @Size(min = 1, max = 4) List<@AlphaChars @StringLength(max = 12) String> payloads,
            @ForAll @IntRange(min = 1, max = 11) int missing)
            throws IOException {
        byte[] bytes = written(payloads);
        Path directory = Directories.temporary("plumbline-segment-");
        try (Segment segment = segment(directory, java.util.Arrays.copyOf(bytes, bytes.length - missing))) {
            long last = Frame.bytes(payloads.get(payloads.size() - 1).length());
            assertThat(segment.cutTornTail()).isEqualTo(last - missing);
            assertThat(segment.size()).isEqualTo(bytes.length - last).isEqualTo(Files.size(segment.file()));
        } finally {
            Directories.delete(directory);
        }
    }

    private static int frameOf(int at, List<String> payloads) {
        int end = 0;
        for (int i = 0; i < payloads.size(); i++) {
            end += Frame.bytes(payloads.get(i).length());
            if (at < end) {
                return i;
            }
        }
        throw new IllegalArgumentException("beyond the end: " + at);
    }

    private static byte[] written(List<String> payloads) throws IOException {
        Path directory = Directories.temporary("plumbline-segment-");
        try (Segment segment = Segment.create(directory, 1)) {
            segment.append(
                    payloads.stream()
                            .map(text -> ByteBuffer.wrap(text.getBytes(UTF_8)))
                            .toList(),
                    false);
            return Files.readAllBytes(segment.file());
        } finally {
            Directories.delete(directory);
        }
    }

    private static Read read(byte[] bytes) throws IOException {
        Path directory = Directories.temporary("plumbline-segment-");
        Read read = new Read(new ArrayList<>(), new ArrayList<>());
        try (Segment segment = segment(directory, bytes)) {
            Optional<Found> found = segment.read(0);
            while (found.isPresent()) {
                if (found.get() instanceof Found.Whole whole) {
                    read.payloads.add(UTF_8.decode(whole.payload()).toString());
                } else {
                    read.damages.add((Found.Damage) found.get());
                }
                found = segment.read(found.get().next());
            }
        } finally {
            Directories.delete(directory);
        }
        return read;
    }

    private static Segment segment(Path directory, byte[] bytes) throws IOException {
        return Segment.existing(Files.write(directory.resolve("00000000000000000001.spool"), bytes));
    }
}

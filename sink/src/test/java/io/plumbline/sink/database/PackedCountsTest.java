package io.plumbline.sink.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bytes that docs/formats.md describes; that they mean the same in SQL is QuantileSqlContract's. */
class PackedCountsTest {
    @Test
    void aSmallCountIsOneByte() {
        assertThat(packed(List.of(1L, 127L))).isEqualTo("01 7f");
    }

    @Test
    void aGreaterCountHasSixBitsMoreInEachByteBefore() {
        assertThat(packed(List.of(128L))).isEqualTo("c1 00");
        assertThat(packed(List.of(8_191L))).isEqualTo("ff 7f");
        assertThat(packed(List.of(8_192L))).isEqualTo("c1 c0 00");
        assertThat(packed(List.of(Long.MAX_VALUE))).isEqualTo("c3 ff ff ff ff ff ff ff ff ff 7f");
    }

    @Test
    void emptyBucketsInARowAreOneByte() {
        assertThat(packed(List.of(1L, 0L, 1L, 0L, 0L, 1L))).isEqualTo("01 00 01 80 01");
        assertThat(packed(Collections.nCopies(65, 0L))).isEqualTo("bf");
        assertThat(packed(Collections.nCopies(66, 0L))).isEqualTo("bf 00");
        assertThat(packed(Collections.nCopies(67, 0L))).isEqualTo("bf 80");
    }

    @Test
    void noBucketsAreNoBytes() {
        assertThat(packed(List.of())).isEmpty();
    }

    @Test
    void refusesWhatIsNoCount() {
        assertThatThrownBy(() -> PackedCounts.of(List.of(-1L))).isInstanceOf(IllegalArgumentException.class);
    }

    private static String packed(List<Long> counts) {
        return HexFormat.ofDelimiter(" ").formatHex(PackedCounts.of(counts));
    }
}

package io.plumbline.sink.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The bytes that docs/formats.md describes; that they mean the same in SQL is QuantileSqlContract's. */
class PackedCountsTest {
    @Test
    void aSmallCountIsOneByte() {
        assertThat(packed(1, 127)).isEqualTo("01 7f");
    }

    @Test
    void aGreaterCountHasSixBitsMoreInEachByteBefore() {
        assertThat(packed(128)).isEqualTo("c1 00");
        assertThat(packed(8_191)).isEqualTo("ff 7f");
        assertThat(packed(8_192)).isEqualTo("c1 c0 00");
        assertThat(packed(Long.MAX_VALUE)).isEqualTo("c3 ff ff ff ff ff ff ff ff ff 7f");
    }

    @Test
    void emptyBucketsInARowAreOneByte() {
        assertThat(packed(1, 0, 1, 0, 0, 1)).isEqualTo("01 00 01 80 01");
        assertThat(packed(new long[65])).isEqualTo("bf");
        assertThat(packed(new long[66])).isEqualTo("bf 00");
        assertThat(packed(new long[67])).isEqualTo("bf 80");
    }

    @Test
    void aGreatCountAmongEmptyBucketsEndsTheirRun() {
        assertThat(packed(0, 0, 300, 0, 0, 0, 5)).isEqualTo("80 c2 2c 81 05");
        assertThat(packed(300, 0, 0)).isEqualTo("c2 2c 80");
        assertThat(packed(0, 300, 0)).isEqualTo("00 c2 2c 00");
    }

    @Test
    void noBucketsAreNoBytes() {
        assertThat(packed()).isEmpty();
    }

    @Test
    void refusesWhatIsNoCount() {
        assertThatThrownBy(() -> PackedCounts.of(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String packed(long... counts) {
        return HexFormat.ofDelimiter(" ").formatHex(PackedCounts.of(counts));
    }
}

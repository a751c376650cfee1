package io.plumbline.sink.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TupleTest {
    private static final Column NAME = new Column("name", ColumnType.TEXT);
    private static final Column AT = new Column("at", ColumnType.TIMESTAMP);
    private static final Column RATE = new Column("rate", ColumnType.DOUBLE);
    private static final Column COUNTS = new Column("counts", ColumnType.COUNTS);

    @Test
    void isTheFormThatPostgresDocuments() {
        byte[] bytes = new Tuple(List.of(NAME, COUNTS)).text("hé").counts(7).bytes();

        assertThat(HexFormat.ofDelimiter(" ").formatHex(bytes))
                .isEqualTo("00 02" + " 00 00 00 03 68 c3 a9" + " 00 00 00 01 07");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\uD800", "\uDC00", "x\uD83D", "\uD83Dx"})
    void refusesTextThatPostgresCannotHold(String text) {
        assertThatThrownBy(() -> new Tuple(List.of(NAME)).text(text))
                .isInstanceOf(UnstorableException.class)
                .hasMessageContaining("name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-4713-11-23T23:59:59Z", "+294277-01-01T00:00:00Z", "+300000-01-01T00:00:00Z"})
    void refusesTimesBeyondPostgres(Instant time) {
        assertThatThrownBy(() -> new Tuple(List.of(AT)).timestamp(time)).isInstanceOf(UnstorableException.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesWhatIsNoNumber(double number) {
        assertThatThrownBy(() -> new Tuple(List.of(RATE)).number(number))
                .isInstanceOf(UnstorableException.class)
                .hasMessageContaining("rate");
    }

    @Test
    void takesFieldsOnlyInTheOrderOfTheColumns() {
        assertThatThrownBy(() -> new Tuple(List.of(NAME)).bigint(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Tuple(List.of(NAME, AT)).text("").bytes())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void growsForLongValues() {
        assertThat(new Tuple(List.of(NAME)).text("x".repeat(5_000_000)).bytes()).hasSize(5_000_006);
    }
}

package io.plumbline.sink.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest {
    @ParameterizedTest(name = "{0} asks for {1}")
    @CsvSource({
        "08006, RETRY",
        "08001, RETRY",
        "57P01, RETRY",
        "57P03, RETRY",
        "57014, RETRY",
        "53100, RETRY",
        "53200, RETRY",
        "53300, RETRY",
        "40001, RETRY",
        "40P01, RETRY",
        "55P03, RETRY",
        "25P03, RETRY",
        "25006, RETRY",
        "58030, RETRY",
        ", RETRY",
        "42P01, WAIT",
        "42501, WAIT",
        "3D000, WAIT",
        "28P01, WAIT",
        "3F000, WAIT",
        "0A000, WAIT",
        "XX000, WAIT",
        "25P02, WAIT",
        "53400, SPLIT",
        "54000, SPLIT",
        "22021, POISON",
        "22P03, WAIT",
        "22P04, WAIT",
        "23502, POISON",
        "23503, POISON",
        "23514, POISON",
        "23505, CONFLICT"
    })
    void everyStateHasItsRemedy(String state, Failure failure) {
        assertThat(Failure.of(new SQLException("", state))).isEqualTo(failure);
    }
}

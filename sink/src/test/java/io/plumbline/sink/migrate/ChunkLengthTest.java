package io.plumbline.sink.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkLengthTest {
    private static final long MIB = 1 << 20;

    /** 128 MiB are the default of PostgreSQL. */
    @ParameterizedTest
    @CsvSource({
        "0.01, 128, P365D",
        "5, 128, P1D",
        "20.7, 128, PT6H", // 64 MiB are written in 6.004 hours
        "20.8, 128, PT3H", // and in 5.975
        "220, 128, PT1H",
        "1000000, 128, PT1H",
        "220, 4096, PT12H",
        "220, 16384, P2D"
    })
    void theIndexesOfTheNewestChunkFitInHalfOfTheSharedBuffers(double rate, long sharedBuffersMib, Duration expected) {
        assertThat(ChunkLength.of(rate, sharedBuffersMib * MIB)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "P2D, P1D, P1D",
        "P2D, P30D, P1D",
        "P90D, P30D, P30D",
        "PT5H, P1D, PT2H",
        "PT1H, P1D, PT1H",
        "P100D, PT2H, PT2H"
    })
    void aChunkIsAtMostHalfAsLongAsRowsAreKept(Duration keep, Duration chunk, Duration expected) {
        assertThat(ChunkLength.within(keep, chunk)).isEqualTo(expected);
    }
}

package io.plumbline.producers.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.producers.figure.Claim;
import io.plumbline.producers.figure.Distribution;
import io.plumbline.producers.figure.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimTest {
    @ParameterizedTest
    @CsvSource({
        "1.0, 1.1, 1.2, PASS",
        "1.0, 1.0, 1.2, PASS",
        "1.0, 0.9, 1.2, WARN",
        "1.0, 0.8, 0.9, FAIL",
        "1.0,    , 1.2, WARN",
        "1.0, 1.1,    , WARN",
        "1.0,    , 0.9, WARN",
        "1.0,    ,    , WARN"
    })
    void aThroughputPassesIfTheWholeIntervalReachesIt(double expected, Double low, Double high, Claim.Verdict verdict) {
        assertThat(Claim.atLeast("upload", "Gbps", expected, 1, low, high, 100).verdict())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"5, 3, 4, PASS", "5, 4, 6, WARN", "5, 6, 7, FAIL", "5, 3, , WARN", "5, 6, , WARN"})
    void aLatencyPassesIfTheWholeIntervalIsWithinIt(double expected, Double low, Double high, Claim.Verdict verdict) {
        assertThat(Claim.atMost("round trip", "ms", expected, 4, low, high, 100).verdict())
                .isEqualTo(verdict);
    }

    /** 1,250,000 bytes in 10 ms are 1 Gbps; slow transfers are the low end. */
    @Test
    void theThroughputOfTheSlowTransfersIsClaimed() {
        Samples nanos = new Samples();
        for (int i = 0; i < 95; i++) {
            nanos.record(5_000_000);
        }
        for (int i = 0; i < 5; i++) {
            nanos.record(10_000_000);
        }
        Distribution times = nanos.distribution();

        Claim claim = new NetworkValidation(.5e9, null, Duration.ofSeconds(1))
                .throughput(Transfer.Direction.UPLOAD, 1_250_000, times);

        assertThat(claim.low()).isEqualTo(1.0);
        assertThat(claim.high()).isBetween(1.98, 2.02);
        assertThat(claim.verdict()).isEqualTo(Claim.Verdict.PASS);
    }
}

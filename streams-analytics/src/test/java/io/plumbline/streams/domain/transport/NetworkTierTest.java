package io.plumbline.streams.domain.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTierTest {
    @ParameterizedTest
    @CsvSource({
        "100e6, SLOW, HOME",
        "1e9, HOME, STANDARD",
        "2.5e9, STANDARD, PERFORMANCE",
        "10e9, PERFORMANCE, ENTERPRISE",
        "25e9, ENTERPRISE, DATA_CENTER"
    })
    void aTierEndsBelowItsLimitAndTheNextBeginsThere(double limit, NetworkTier below, NetworkTier from) {
        assertThat(NetworkTier.of(Math.nextDown(limit))).isEqualTo(below);
        assertThat(NetworkTier.of(limit)).isEqualTo(from);
    }

    @Test
    void everyThroughputHasATier() {
        assertThat(NetworkTier.of(1)).isEqualTo(NetworkTier.SLOW);
        assertThat(NetworkTier.of(Double.MAX_VALUE)).isEqualTo(NetworkTier.DATA_CENTER);
    }
}

package io.plumbline.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTextTest {

    @Test
    void aP99StandsBesideItsInterval() {
        assertThat(SummaryText.operations(List.of(operation(1_000, 10.9, 15.04))))
                .endsWith("""
                        net/ping                                1000      20.0    5.0 ms   11.0 ms   12.1 ms   0.50%  10.9 ms .. 15.0 ms
                        """);
    }

    @Test
    void aP99OfFewSamplesIsMarkedAndItsIntervalIsOpen() {
        assertThat(SummaryText.operations(List.of(operation(120, 10.9, null)))).endsWith("10.9 ms .. ?  few samples\n");
    }

    @Test
    void whatIsNotKnownIsNullInJson() {
        assertThat(Json.of(operation(120, 10.9, null)))
                .contains("\"p99LowMillis\":10.9", "\"p99HighMillis\":null", "\"p99FewSamples\":true");
    }

    private static OperationFigures operation(long count, double p99Low, Double p99High) {
        return new OperationFigures(
                "net", "ping", count, 20, 5, 11, 10.0, 12.0, 12.1, p99Low, p99High, p99High == null, .005);
    }
}

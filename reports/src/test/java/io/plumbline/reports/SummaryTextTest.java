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

    @Test
    void anIncidentStandsAboveItsAlerts() {
        assertThat(SummaryText.alerts(List.of(incident()), List.of(alert("a-1", "i-1"), alert("a-2", ""))))
                .isEqualTo("""

                        OPEN SEVERE i-1: ping is slower
                          a-1 p95 of ping rose 30 %
                            14:03:20 SUSPECTED MINOR, 14:03:25 CONFIRMED SEVERE

                        not confirmed:
                          a-2 p95 of ping rose 30 %
                            14:03:20 SUSPECTED MINOR, 14:03:25 CONFIRMED SEVERE
                        """);
        assertThat(SummaryText.alerts(List.of(), List.of())).isEmpty();
    }

    private static IncidentReport incident() {
        return new IncidentReport(
                "i-1",
                "net",
                "",
                "REAL",
                true,
                "ALL_NODES",
                "SEVERE",
                "2026-01-02T14:03:20Z",
                "2026-01-02T14:03:25Z",
                List.of("a-1"),
                1,
                List.of("ping"),
                List.of(),
                2,
                "ping is slower");
    }

    private static AlertReport alert(String id, String incident) {
        return new AlertReport(
                id,
                "net",
                "",
                "ping",
                "",
                "ping",
                "REAL",
                "CONFIRMED",
                "SEVERE",
                "STEP",
                "p95",
                "ns",
                10e6,
                13e6,
                null,
                30.0,
                "2026-01-02T14:03:20Z",
                "2026-01-02T14:03:25Z",
                incident,
                "p95 of ping rose 30 %",
                List.of(
                        new AlertReport.Transition(1, "SUSPECTED", "MINOR", "2026-01-02T14:03:20Z", "", "", "", ""),
                        new AlertReport.Transition(2, "CONFIRMED", "SEVERE", "2026-01-02T14:03:25Z", "", "", "", "")));
    }

    private static OperationFigures operation(long count, double p99Low, Double p99High) {
        return new OperationFigures(
                "net", "ping", count, 20, 5, 11, 10.0, 12.0, 12.1, p99Low, p99High, p99High == null, .005);
    }
}

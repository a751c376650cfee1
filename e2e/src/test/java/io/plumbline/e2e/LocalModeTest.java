package io.plumbline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The main command as a script uses it: one JSON document, measured, stored and accounted for. */
class LocalModeTest {
    private static final List<String> OWN_LATENCIES =
            List.of("kafka.produce", "streams.commit", "sink.commit", "database.query");

    @Test
    void localModeMeasuresRealThingsAndAccountsForEveryEvent() throws Exception {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int exitCode = Main.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "local",
                "--duration",
                "8s",
                "--nodes",
                "2",
                "--output",
                "json");

        assertThat(exitCode).as(err::toString).isZero();
        JsonNode summary = new ObjectMapper().readTree(out.toString());
        JsonNode operations = summary.get("operations");
        assertThat(operations.findValuesAsText("operation"))
                .containsAll(OWN_LATENCIES)
                .contains("broker-connect", "registry-http", "database-select");
        assertThat(operations).allSatisfy(LocalModeTest::assertPlausible);
        assertThat(summary.get("nodes")).hasSize(2).allSatisfy(node -> {
            assertThat(node.get("cpuSystem").doubleValue()).isBetween(0.0, 1.0);
            assertThat(node.get("memoryProcessBytes").doubleValue()).isGreaterThan(10 << 20);
        });
        assertAccount(summary.get("events"));
        assertThat(summary.get("freshnessMillis").get("p99").doubleValue()).isGreaterThan(0);
        assertThat(summary.get("startupMillis").longValue()).isPositive();
    }

    @Test
    void aMisspeltSettingStopsLocalModeAndIsNamed() {
        StringWriter err = new StringWriter();

        int exitCode = Main.run(
                new PrintWriter(new StringWriter(), true),
                new PrintWriter(err, true),
                "local",
                "--duration",
                "3s",
                "--output",
                "json",
                "--set",
                "windows.graze=2s");

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains("[windows.graze, is it windows.grace?]");
    }

    private static void assertPlausible(JsonNode operation) {
        assertThat(operation.get("count").longValue()).isPositive();
        assertThat(operation.get("ratePerSecond").doubleValue()).isPositive();
        assertThat(operation.get("p50Millis").doubleValue()).isPositive();
        assertThat(operation.get("p95Millis").doubleValue())
                .isBetween(
                        operation.get("p50Millis").doubleValue(),
                        operation.get("p99Millis").doubleValue());
        assertThat(operation.get("p99FewSamples").booleanValue())
                .isEqualTo(operation.get("count").longValue() < 299)
                .isEqualTo(operation.get("p99HighMillis").isNull());
        assertThat(operation.get("p99LowMillis").asDouble(0))
                .isLessThanOrEqualTo(operation.get("p99Millis").doubleValue());
        assertThat(operation.get("errorRate").doubleValue())
                .isBetween(0.0, 1.0); // a busy machine may let a probe time out
    }

    private static void assertAccount(JsonNode events) {
        assertThat(events.get("produced").longValue()).isGreaterThan(100);
        assertThat(events.get("stored").longValue() + events.get("late").longValue())
                .isEqualTo(events.get("produced").longValue());
        assertThat(events.get("quarantined").longValue()).isZero();
        assertThat(events.get("lost").longValue()).isZero();
        assertThat(events.get("duplicated").longValue()).isZero();
    }
}

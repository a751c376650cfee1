package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.cli.StoredWindows.Place;
import io.plumbline.sink.database.Row;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CompareWindowsCommandTest {
    private static BaselineServers servers;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void store() throws Exception {
        servers = new BaselineServers();
        List<Row> rows = new ArrayList<>();
        for (int second = 0; second < 10; second++) {
            rows.add(window("ping", "1.0", second, second % 2 == 0 ? 10 : 12));
            rows.add(window("ping", "1.1", 60 + second, second % 2 == 0 ? 15 : 18));
            rows.add(window("pong", "1.0", second, 5));
            rows.add(window("pong", "1.1", 60 + second, 5));
        }
        rows.add(window("gone", "1.0", 0, 5));
        rows.add(window("mixed", "1.0,1.1", 30, 5)); // of no release alone
        servers.store(rows);
    }

    @AfterAll
    static void close() {
        servers.close();
    }

    @Test
    void aSlowerReleaseFailsByTheWholeOfItsWindows() throws Exception {
        int exit = run("--before", "release:1.0", "--after", "release:1.1", "--operation", "ping", "--output", "json");

        assertThat(exit).as(err::toString).isEqualTo(ExitCode.FINDING);
        JsonNode document = new ObjectMapper().readTree(out.toString());
        assertThat(document.get("outcome").textValue()).isEqualTo("FAIL");
        JsonNode ping = document.get("operations").get(0);
        assertThat(ping.get("eventsBefore").longValue()).isEqualTo(1_000);
        JsonNode p95 = ping.get("responseTime").get("quantiles").get(1);
        assertThat(p95.get("before").doubleValue())
                .isBetween(11.9e6, 12.1e6); // of the merged windows, not of their mean
        assertThat(p95.get("changePercent").doubleValue()).isBetween(49.0, 51.0);
    }

    @Test
    void theSameResponseTimesPass() {
        assertThat(run("--before", "release:1.0", "--after", "release:1.1", "--operation", "pong"))
                .as(err::toString)
                .isEqualTo(ExitCode.FINE);
        assertThat(out.toString()).startsWith("PASS net: release:1.1 against release:1.0");
    }

    @Test
    void timeRangesAreComparedLikeReleasesAndTheWorstOperationDecides() {
        assertThat(run(
                        "--before",
                        "2026-01-02T03:04:00Z/2026-01-02T03:04:30Z",
                        "--after",
                        "2026-01-02T03:05:00Z/2026-01-02T03:06:00Z"))
                .as(err::toString)
                .isEqualTo(ExitCode.FINDING);
        assertThat(out.toString())
                .contains("FAIL ping", "PASS pong", "INCONCLUSIVE gone")
                .doesNotContain("mixed");
    }

    @Test
    void whatWasNeverStoredIsInconclusive() {
        assertThat(run("--before", "run:a", "--after", "run:b")).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(out.toString()).contains("no windows are stored of either");
    }

    @Test
    void aSideThatSaysNothingIsRefusedWithWhatItShouldBe() {
        assertThat(run("--before", "1.0", "--after", "run:b")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("--before must be run:ID, release:NAME or FROM/TO such as 48h/24h, was '1.0'");
        assertThat(run("--before", "24h/48h", "--after", "run:b")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--before must end after it begins");
        assertThat(run("--before", "run:a", "--after", "release:")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--after names nothing after release:");
    }

    private static Row window(String operation, String release, int second, double millis) {
        return StoredWindows.operation(new Place("net", "", operation, "", release, second, 1), 100, millis);
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("compare-windows", "--system", "net"));
        all.addAll(List.of(arguments));
        servers.settings("compare.").forEach((key, value) -> all.addAll(List.of("--set", key + "=" + value)));
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    }
}

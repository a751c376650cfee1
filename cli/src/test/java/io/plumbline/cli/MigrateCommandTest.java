package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.local.LocalPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MigrateCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void saysWhatTheDatabaseCanDoAndHowLongRowsAreKept() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.start()) {
            String url = "db.url=" + postgres.jdbcUrl();

            assertThat(run(
                            "migrate",
                            "--set",
                            url,
                            "--retention",
                            "1s=36h,quarantine=forever",
                            "--expected-rate",
                            "200/s"))
                    .isEqualTo(ExitCode.FINE);
            assertThat(out.toString())
                    .startsWith("plain PostgreSQL 17.")
                    .contains(
                            " scripts ran",
                            "kept 36h: window_stats_short (1s)",
                            "kept forever: quarantine (quarantine)");

            out.getBuffer().setLength(0);
            assertThat(run("migrate", "--set", url, "--output", "json")).isEqualTo(ExitCode.FINE);
            JsonNode document = new ObjectMapper().readTree(out.toString());
            assertThat(document.path("level").asText()).isEqualTo("PLAIN");
            assertThat(document.path("applied").asInt(-1)).isZero();
            assertThat(document.path("retention").findValuesAsText("table"))
                    .contains("window_stats_short", "run_event");
            assertThat(document.path("retention").findValuesAsText("keep")).contains("36h", "90d", "1825d", "forever");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--retention, 1s=2, is a whole number of h",
        "--retention, 1s, expected CLASS=TIME",
        "--expected-rate, plenty, rows per second are a number above 0"
    })
    void aWrongChoiceIsAUsageErrorBeforeAnythingIsAsked(String option, String value, String message) {
        assertThat(run("migrate", option, value)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains(option + ": ", message);
    }

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}

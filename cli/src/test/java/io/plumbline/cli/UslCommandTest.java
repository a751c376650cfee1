package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UslCommandTest {
    private static final String SPEC_SDM91 =
            "load,throughput\n1,64.9\n18,995.9\n36,1652.4\n72,1853.2\n108,1828.9\n144,1775.0\n216,1702.2\n";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsTheDocumentWithItsFieldsInOrder() throws IOException {
        assertThat(usl(SPEC_SDM91, "--output", "json")).isEqualTo(ExitCode.FINE);

        JsonNode document = json();
        assertThat(document.fieldNames())
                .toIterable()
                .containsExactly(
                        "points",
                        "models",
                        "chosen",
                        "alpha",
                        "beta",
                        "gamma",
                        "peak",
                        "residualStandardError",
                        "warnings");
        assertThat(document.get("points").asInt()).isEqualTo(7);
        assertThat(document.get("models").findValuesAsText("name")).containsExactly("linear", "amdahl", "usl");
        assertThat(document.get("chosen").asText()).isEqualTo("usl");
        assertThat(document.get("alpha").fieldNames())
                .toIterable()
                .containsExactly("value", "standardError", "low", "high");
        assertThat(document.get("gamma").get("value").asDouble()).isCloseTo(89.99523, within(1e-4));
        assertThat(document.get("peak").fieldNames()).toIterable().containsExactly("load", "low", "high", "throughput");
        assertThat(document.get("peak").get("load").asDouble()).isCloseTo(96.51956, within(1e-3));
        assertThat(document.get("residualStandardError").asDouble()).isCloseTo(82.8458, within(1e-3));
        assertThat(document.get("warnings")).isEmpty();
    }

    @Test
    void tellsPeopleTheSame() throws IOException {
        assertThat(usl(SPEC_SDM91)).isEqualTo(ExitCode.FINE);
        assertThat(out.toString())
                .contains("7 points, best described by usl")
                .contains("peak at load 96.52 (71.57 .. 121.5): throughput 1884")
                .contains("at load 216.0 each unit of work takes 1 + 5.962 (contention) + 4.847 (coherency)");
    }

    @Test
    void whatIsNotKnownIsNull() throws IOException {
        usl(
                "load,throughput\n1,20\n4,78\n8,130\n12,170\n16,190\n20,200\n24,210\n28,230\n32,260\n48,280\n64,310\n",
                "--output",
                "json");

        assertThat(json().get("peak").isNull()).isTrue();
        assertThat(json().get("beta").get("value").asDouble()).isZero();
        assertThat(json().get("beta").get("standardError").isNull()).isTrue();
    }

    @Test
    void rowsWithoutAValueAreSkippedAndCounted() throws IOException {
        usl(SPEC_SDM91 + "300,\nNA,12\n", "--output", "json");

        assertThat(json().get("points").asInt()).isEqualTo(7);
        assertThat(json().get("warnings").get(0).asText())
                .isEqualTo("skipped for a missing value: 2 rows, at lines 9, 10");
    }

    @ParameterizedTest
    @CsvSource({
        "'7,-5', throughput, -5.0 is not a positive throughput",
        "'0,5', load, 0.0 is not a positive load",
        "'7,fast', throughput, fast"
    })
    void nonsenseIsRefusedWithItsRowAndColumn(String row, String column, String reason) throws IOException {
        assertThat(usl(SPEC_SDM91 + row + "\n")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("row at line 9, column '" + column + "'")
                .contains(reason);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void tooFewPointsAreInconclusive() throws IOException {
        assertThat(usl("load,throughput\n1,20\n4,78\n8,130\n", "--output", "json"))
                .isEqualTo(ExitCode.INCONCLUSIVE);

        assertThat(json().get("alpha").isNull()).isTrue();
        assertThat(json().get("chosen").isNull()).isTrue();
        assertThat(json().get("warnings").get(0).asText()).contains("at least 4 points");
    }

    @Test
    void scatterDecidesTheIntervals() throws IOException {
        usl(SPEC_SDM91, "--scatter", "proportional", "--output", "json");

        assertThat(json().get("gamma").get("value").asDouble()).isCloseTo(67.942, within(1e-3));
    }

    private int usl(String csv, String... options) throws IOException {
        Path file = directory.resolve("steps.csv");
        Files.writeString(file, csv);
        String[] arguments = new String[6 + options.length];
        System.arraycopy(
                new String[] {"usl", file.toString(), "--load", "load", "--throughput", "throughput"},
                0,
                arguments,
                0,
                6);
        System.arraycopy(options, 0, arguments, 6, options.length);
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out.toString());
    }
}

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
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void eachOutcomeHasItsExitCode() throws IOException {
        assertThat(compare(1_000, 100, 1_000, 100)).isEqualTo(ExitCode.FINE);
        assertThat(compare(1_000, 100, 1_000, 150)).isEqualTo(ExitCode.FINDING);
        assertThat(compare(20, 100, 20, 100)).isEqualTo(ExitCode.INCONCLUSIVE);
        // 290 values are too few for P99; P95 is certain to be within 10 %, and the median is not
        assertThat(run(evenly("before.csv", 290, 100), evenly("after.csv", 290, 108)))
                .isEqualTo(ExitCode.WARNING);
    }

    @Test
    void printsTheDocument() throws IOException {
        assertThat(compare(1_000, 100, 1_000, 150, "--output", "json")).isEqualTo(ExitCode.FINDING);

        JsonNode document = new ObjectMapper().readTree(out.toString());
        assertThat(document.fieldNames())
                .toIterable()
                .containsExactly(
                        "series",
                        "tolerancePercent",
                        "worse",
                        "quantiles",
                        "distance",
                        "distancePValue",
                        "outcome",
                        "reason");
        assertThat(document.get("outcome").asText()).isEqualTo("FAIL");
        assertThat(document.get("tolerancePercent").asDouble()).isEqualTo(10);
        assertThat(document.get("worse").asText()).isEqualTo("up");
        JsonNode median = document.get("quantiles").get(0);
        assertThat(median.get("changePercent").asDouble()).isCloseTo(50, within(5.0));
        assertThat(median.get("lowPercent").asDouble())
                .isLessThan(median.get("highPercent").asDouble());
    }

    @Test
    void toleranceAndDirectionCanBeGiven() throws IOException {
        assertThat(compare(1_000, 100, 1_000, 150, "--worse", "down")).isEqualTo(ExitCode.FINE);
        assertThat(compare(1_000, 100, 1_000, 150, "--tolerance", "80")).isEqualTo(ExitCode.FINE);
        assertThat(compare(1_000, 100, 1_000, 150, "--tolerance", "-1")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--tolerance must be a number of percent above 0");
    }

    @Test
    void tellsPeopleTheSame() throws IOException {
        assertThat(compare(50, 100, 50, 100)).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(out.toString())
                .startsWith("INCONCLUSIVE latency_ms: P50 may have regressed")
                .contains("P99", "too few values", "would have seen", "tolerance 10.0 %, worse is up");
    }

    private int compare(int countBefore, double before, int countAfter, double after, String... options)
            throws IOException {
        return run(file("before.csv", countBefore, before, 1), file("after.csv", countAfter, after, 2), options);
    }

    private int run(String before, String after, String... options) {
        List<String> arguments = new ArrayList<>(List.of("compare", before, after, "--value", "latency_ms"));
        arguments.addAll(List.of(options));
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
    }

    private String file(String name, int count, double median, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder csv = new StringBuilder("latency_ms\n");
        for (int i = 0; i < count; i++) {
            csv.append(median * Math.exp(.3 * random.nextGaussian())).append('\n');
        }
        return Files.writeString(directory.resolve(name), csv).toString();
    }

    /** From 30 % below the median to 30 % above it. */
    private String evenly(String name, int count, double median) throws IOException {
        StringBuilder csv = new StringBuilder("latency_ms\n");
        for (int i = 0; i < count; i++) {
            csv.append(median * (.7 + .6 * (i + .5) / count)).append('\n');
        }
        return Files.writeString(directory.resolve(name), csv).toString();
    }
}

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
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectCommandTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsTheDocumentWithItsFieldsInOrder() throws IOException {
        assertThat(detect(stepAt120(), "--time", "commit", "--output", "json")).isEqualTo(ExitCode.FINDING);

        JsonNode document = json();
        assertThat(document.fieldNames())
                .toIterable()
                .containsExactly("series", "points", "changePoints", "smallestDetectablePercent");
        assertThat(document.get("series").asText()).isEqualTo("p95");
        assertThat(document.get("points").asInt()).isEqualTo(240);
        assertThat(document.get("smallestDetectablePercent").asDouble()).isBetween(4.9, 6.0);
        JsonNode change = document.get("changePoints").get(0);
        assertThat(change.fieldNames())
                .toIterable()
                .containsExactly(
                        "index",
                        "time",
                        "before",
                        "after",
                        "changePercent",
                        "pValue",
                        "kind",
                        "severity",
                        "detectedAtIndex");
        assertThat(document.get("changePoints")).hasSize(1);
        assertThat(change.get("index").asInt()).isEqualTo(120);
        assertThat(change.get("time").asText()).isEqualTo("c120");
        assertThat(change.get("changePercent").asDouble()).isCloseTo(30, within(3.0));
        assertThat(change.get("kind").asText()).isEqualTo("step");
        assertThat(change.get("severity").asText()).isEqualTo("severe");
        assertThat(change.get("detectedAtIndex").asInt()).isBetween(122, 125);
    }

    @Test
    void tellsPeopleTheSame() throws IOException {
        assertThat(detect(stepAt120())).isEqualTo(ExitCode.FINDING);
        assertThat(out.toString())
                .startsWith("p95: 240 points, 1 change")
                .contains("severe step at row 120: ")
                .contains("smallest change that could have been seen: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"offline", "online"})
    void bothModesFindTheStep(String mode) throws IOException {
        assertThat(detect(stepAt120(), "--mode", mode, "--output", "json")).isEqualTo(ExitCode.FINDING);
        assertThat(json().get("changePoints").get(0).get("index").asInt()).isBetween(119, 121);
        assertThat(json().get("changePoints").get(0).get("time").isNull()).isTrue();
    }

    @Test
    void aChangeInTheOtherDirectionIsNoFinding() throws IOException {
        assertThat(detect(stepAt120(), "--direction", "down", "--output", "json"))
                .isEqualTo(ExitCode.FINE);
        assertThat(json().get("changePoints")).isEmpty();
    }

    @Test
    void aSteadySeriesIsFine() throws IOException {
        assertThat(detect(file(i -> 100))).isEqualTo(ExitCode.FINE);
        assertThat(out.toString()).startsWith("p95: 240 points, no change");
    }

    @Test
    void indexesCountRowsWithoutAValue() throws IOException {
        String gaps = stepAt120().replaceAll("(?m)^(c\\d*7),.*$", "$1,");

        assertThat(detect(gaps, "--output", "json")).isEqualTo(ExitCode.FINDING);
        assertThat(json().get("points").asInt()).isEqualTo(216);
        assertThat(json().get("changePoints").get(0).get("index").asInt()).isEqualTo(120);
    }

    @Test
    void noPercentOfWhatIsNotPositive() throws IOException {
        assertThat(detect(file(i -> i < 120 ? 100 : 130, 200), "--output", "json"))
                .isEqualTo(ExitCode.FINDING);
        assertThat(json().get("changePoints").get(0).get("changePercent").isNull())
                .isTrue();
    }

    @Test
    void tooFewPointsAreInconclusive() throws IOException {
        assertThat(detect("commit,p95\na,1\nb,\nc,2\n", "--output", "json")).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(json().get("changePoints")).isEmpty();
        assertThat(json().get("smallestDetectablePercent").isNull()).isTrue();
        assertThat(err.toString()).contains("inconclusive: needs 10 points, has 2");
    }

    @Test
    void refusesNonsenseWithRowAndColumn() throws IOException {
        assertThat(detect("commit,p95\na,1\nb,fast\n")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("line 3, column 'p95': 'fast' is not a number");
    }

    @Test
    void refusesAnUnknownColumnAndAToleranceOfNothing() throws IOException {
        assertThat(detect(stepAt120(), "--time", "when")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("no column 'when'");
        assertThat(detect(stepAt120(), "--tolerance", "0")).isEqualTo(ExitCode.USAGE);
    }

    private static String stepAt120() {
        return file(i -> i < 120 ? 100 : 130);
    }

    private static String file(IntToDoubleFunction level) {
        return file(level, 0);
    }

    private static String file(IntToDoubleFunction level, double less) {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder csv = new StringBuilder("commit,p95\n");
        for (int i = 0; i < 240; i++) {
            double value = level.applyAsDouble(i) * Math.exp(.05 * random.nextGaussian()) - less;
            csv.append(String.format(Locale.ROOT, "c%d,%.4f%n", i, value));
        }
        return csv.toString();
    }

    private int detect(String csv, String... options) throws IOException {
        Path file = Files.writeString(directory.resolve("series.csv"), csv);
        String[] arguments = new String[options.length + 4];
        arguments[0] = "detect";
        arguments[1] = file.toString();
        arguments[2] = "--value";
        arguments[3] = "p95";
        System.arraycopy(options, 0, arguments, 4, options.length);
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out.toString());
    }
}

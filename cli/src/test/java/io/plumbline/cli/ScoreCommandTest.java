package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsThePublishedScore() throws IOException {
        assertThat(score("1.07", "238", "100", "40", "--output", "json")).isEqualTo(ExitCode.FINE);

        JsonNode document = new ObjectMapper().readTree(out.toString());
        assertThat(document.get("score").asDouble()).isEqualTo(29.6);
        assertThat(document.get("grade").asText()).isEqualTo("D");
        assertThat(document.get("components"))
                .hasToString("{\"throughput\":5.3,\"latency\":0.0,\"reliability\":100.0,\"scalability\":40.0}");
        assertThat(document.get("decomposition").findValues("contribution"))
                .extracting(JsonNode::asDouble)
                .containsExactly(1.6, 0.0, 20.0, 8.0);
        assertThat(document.get("nextGrade"))
                .hasToString("{\"grade\":\"C-\",\"missing\":20.4,\"changes\":"
                        + "[{\"component\":\"latency\",\"from\":238.0,\"to\":32.016,\"unit\":\"ms\"}]}");
    }

    @Test
    void tellsPeopleTheSame() {
        score("1.07", "238", "100", "40");

        assertThat(out.toString())
                .contains("29.6 of 100, grade D")
                .contains("20.4 more for C-; the cheapest step: latency from 238 to 32.016 ms");
    }

    @Test
    void theBestGradeHasNoNext() throws IOException {
        score("25", "0", "100", "1000", "--output", "json");

        assertThat(new ObjectMapper().readTree(out.toString()).get("nextGrade").isNull())
                .isTrue();
    }

    @Test
    void weightsAndScalesAreSettings() {
        score("1.07", "238", "100", "40", "--set", "score.latency.none=476", "--set", "score.throughput.full=2.14");

        assertThat(out.toString()).contains("58.0 of 100, grade C");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 0.995, 1, write 99.5 for a share of 0.995",
        "1, 1, 1, 1, write 100.0 for a share of 1.0",
        "1, 1, 100.5, 1, percentage from 0 to 100",
        "1, 1, all, 1, 'percentage such as 99.5, was ''all'''",
        "-1, 1, 99, 1, throughput must be 0 or more",
        "1, NaN, 99, 1, latency must be 0 or more",
        "1, 1, 99, -4, nodes must be 0 or more"
    })
    void nonsenseIsRefusedWithAReason(String rate, String millis, String success, String nodes, String reason) {
        assertThat(score(rate, millis, success, nodes)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains(reason);
    }

    @Test
    void aPercentSignMeansWhatItSays() {
        assertThat(score("1", "1", "0.5%", "1")).isEqualTo(ExitCode.FINE);
        assertThat(score("1", "1", "100%", "1")).isEqualTo(ExitCode.FINE);
    }

    private int score(String rate, String millis, String success, String nodes, String... options) {
        List<String> arguments = Stream.concat(
                        Stream.of(
                                "score",
                                "--throughput=" + rate,
                                "--latency-ms=" + millis,
                                "--success-rate=" + success,
                                "--max-nodes=" + nodes),
                        Stream.of(options))
                .toList();
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
    }
}

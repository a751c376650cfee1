package io.plumbline.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.benchmarks.load.Workload;
import io.plumbline.benchmarks.run.Machine;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineReportTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final Workload SMALL = new Workload(1_000, 1, 10, 100, 1);
    private static final Workload LARGE = new Workload(1_000, 100, 10, 100, 1);

    @Test
    void ratiosAreOfMediansOfTheSameWorkload() throws IOException {
        EngineReport report = report(
                score(SMALL, Engine.RAW_RECORD, 400, 100, 200),
                score(SMALL, Engine.PLUMBLINE, 90, 110),
                score(SMALL, Engine.FLINK, 20),
                score(SMALL, Engine.FLINK_CHAINED, 50),
                score(LARGE, Engine.RAW_RECORD, 1_000),
                score(LARGE, Engine.PLUMBLINE, 800));

        JsonNode results = new ObjectMapper().readTree(report.json()).path("results");
        assertThat(results.findValuesAsText("eventsPerSecond"))
                .containsExactly("200.0", "100.0", "20.0", "50.0", "1000.0", "800.0");
        assertThat(results.findValuesAsText("ofLimit")).containsExactly("1.0", "0.5", "0.1", "0.25", "1.0", "0.8");
        assertThat(results.findValuesAsText("ofFlink")).containsExactly("4.0", "2.0", "0.4", "1.0");
        assertThat(report.text()).contains("| plumbline | 100 | 90 to 110 | 0.500 | 2.000 | 7 |  |");
    }

    @Test
    void withoutThePeersThereIsNoRatio() {
        EngineReport report = report(score(SMALL, Engine.PLUMBLINE, 100));

        assertThat(report.json()).doesNotContain("ofLimit", "ofFlink");
        assertThat(report.text()).contains("| plumbline | 100 | 100 to 100 |  |  | 7 |  |");
    }

    @Test
    void oneRoundThatLostAnEventMakesTheRowWrong() {
        Round good = new Round(1_000, 1_000_000_000L, 7_000, 1_000, 1_000, Map.of());
        Round bad = new Round(1_000, 1_000_000_000L, 7_000, 1_000, 999, Map.of());
        EngineReport report = report(new Score(SMALL, Engine.PLUMBLINE, List.of(good, bad, good)));

        assertThat(report.correct()).isFalse();
        assertThat(report.text()).anyMatch(line -> line.startsWith("| plumbline |") && line.endsWith("| WRONG |"));
    }

    private static Score score(Workload workload, Engine engine, long... eventsPerSecond) {
        List<Round> rounds = Arrays.stream(eventsPerSecond)
                .mapToObj(events -> new Round(events, 1_000_000_000L, 7 * events, events, events, Map.of()))
                .toList();
        return new Score(workload, engine, rounds);
    }

    private static EngineReport report(Score... scores) {
        EngineOptions options = new EngineOptions(
                List.of(SMALL, LARGE),
                List.of(Engine.PLUMBLINE),
                3,
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                "2g",
                List.of());
        return new EngineReport(
                START, new Machine(2, "a processor", 1, "an OS", "a JVM", .5), options, List.of(scores));
    }
}

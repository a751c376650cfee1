package io.plumbline.e2e.faults.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.e2e.faults.check.Verdict;
import io.plumbline.e2e.faults.fault.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Duration UNDISTURBED = Duration.ofMillis(2_300);

    @Test
    void saysInOneLineWhatAllRunsFound() {
        Report report = new Report(List.of(
                new Result(
                        7,
                        UNDISTURBED,
                        List.of(
                                inflicted(4_100, Kind.SINK_KILL),
                                inflicted(7_400, Kind.BROKER_KILL, Kind.POISON),
                                inflicted(3_000, Kind.SINK_KILL)),
                        new Verdict(1_234_000, 5_000, 0, 0, List.of())),
                new Result(
                        8,
                        UNDISTURBED,
                        List.of(inflicted(2_000, Kind.DISK_FULL)),
                        new Verdict(567, 10, 0, 0, List.of()))));

        assertThat(report.clean()).isTrue();
        assertThat(report.text())
                .containsExactly("runs 2, kills 3, faults 5, events 1,234,567, lost 0, duplicated 0,"
                        + " max recovery 7.4 s (sink kill -9: 4.1 s, disk full: 2.0 s)");
    }

    @Test
    void listsWhatWasFound() throws Exception {
        Report report = new Report(List.of(new Result(
                7,
                UNDISTURBED,
                List.of(inflicted(4_100, Kind.SINK_KILL)),
                new Verdict(100, 5, 20, 1, List.of("no row: op-1")))));

        assertThat(report.clean()).isFalse();
        assertThat(report.text().get(0)).isEqualTo("seed 7: no row: op-1");
        JsonNode json = new ObjectMapper().readTree(report.json());
        assertThat(json.get("lost").longValue()).isEqualTo(20);
        assertThat(json.get("duplicated").longValue()).isEqualTo(1);
        assertThat(json.get("findings").get(0).textValue()).isEqualTo("no row: op-1");
        assertThat(json.get("maxRecoverySeconds").doubleValue()).isEqualTo(4.1);
        assertThat(json.get("recoverySeconds").get("SINK_KILL").doubleValue()).isEqualTo(4.1);
    }

    private static Inflicted inflicted(long recoveryMillis, Kind... kinds) {
        return new Inflicted(List.of(kinds), List.of(), Duration.ofMillis(recoveryMillis));
    }
}

package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReliabilityCommandTest {
    private static final String EVENTS = """
            time,node,state
            0,a,up
            900,a,down
            1000,a,up
            500,b,up
            2000,a,unknown
            """;

    @TempDir
    private Path directory;

    private FileCommand reliability;

    @BeforeEach
    void open() {
        reliability = new FileCommand("reliability", directory);
    }

    @Test
    void figuresAreOfEachNodeAndOfAll() throws IOException {
        assertThat(reliability.run(EVENTS, "--output", "json")).isEqualTo(ExitCode.FINE);

        JsonNode node = reliability.json().get("nodes").get("a");
        assertThat(node.get("uptimePercent").asDouble()).isEqualTo(95);
        assertThat(node.get("failures").asInt()).isEqualTo(1);
        assertThat(node.get("meanTimeBetweenFailures").get("seconds").asDouble())
                .isEqualTo(1_900);
        assertThat(node.get("meanTimeToRepair").get("seconds").asDouble()).isEqualTo(100);
        JsonNode all = reliability.json().get("all");
        assertThat(all.get("upSeconds").asDouble()).isEqualTo(3_400); // b is watched from 500 to the end
        assertThat(all.get("meanTimeBetweenFailures").get("seconds").asDouble()).isEqualTo(3_400);
    }

    @Test
    void withoutAFailureThereIsOnlyALeastMeanTime() throws IOException {
        reliability.run(EVENTS, "--output", "json");

        JsonNode mean = reliability.json().get("nodes").get("b").get("meanTimeBetweenFailures");
        assertThat(mean.get("seconds").isNull()).isTrue();
        assertThat(mean.get("low").asDouble()).isCloseTo(1_500 / 2.9957, within(0.1));
    }

    @Test
    void tellsPeopleTheSame() throws IOException {
        reliability.run(
                "at,host,status\n2026-11-21T08:00:00Z,a,UP\n2026-11-21T08:15:00Z,a,Down\n2026-11-21T08:16:40Z,a,up\n",
                "--time",
                "at",
                "--node",
                "host",
                "--state",
                "status");

        assertThat(reliability.out()).contains("up 90.0000 %, 1 failures").contains("to repair 100.0 s");
    }

    @Test
    void whatNobodyWatchedIsInconclusive() throws IOException {
        assertThat(reliability.run("time,node,state\n0,a,unknown\n9,a,unknown\n"))
                .isEqualTo(ExitCode.INCONCLUSIVE);
    }

    @Test
    void aStateThatIsNoneIsRefusedWithItsPlace() throws IOException {
        assertThat(reliability.run("time,node,state\n0,a,up\n9,a,broken\n")).isEqualTo(ExitCode.USAGE);
        assertThat(reliability.err()).contains("line 3, column 'state': 'broken' is none of up, down, unknown");
    }
}

package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrendCommandTest {
    @TempDir
    private Path directory;

    private FileCommand trend;

    @BeforeEach
    void open() {
        trend = new FileCommand("trend", directory);
    }

    @Test
    void aRiseHasItsSlopeAndWhereItLeads() throws IOException {
        assertThat(trend.run("day,p95\n1,10\n2,12\n3,14\n4,\n5,18\n6,20\n", "--value", "p95", "--output", "json"))
                .isEqualTo(ExitCode.FINDING);

        assertThat(trend.json().get("verdict").asText()).isEqualTo("rising");
        assertThat(trend.json().get("points").asInt()).isEqualTo(5);
        assertThat(trend.json().get("skipped").asInt()).isEqualTo(1);
        assertThat(trend.json().get("per").asText()).isEqualTo("row");
        assertThat(trend.json().get("slope").get("value").asDouble()).isEqualTo(2);
        assertThat(trend.json().get("projection").get("value").asDouble()).isEqualTo(30);
        assertThat(trend.json().get("strength").asText()).isEqualTo("very strong");
    }

    @Test
    void timesMakeItPerHourOrPerTheirUnit() throws IOException {
        String csv = IntStream.range(0, 8)
                .mapToObj(i -> String.format("2026-11-21T08:%02d:00Z,%d,%d", 5 * i, 100 + i, 7 - i))
                .collect(Collectors.joining("\n", "at,day,value\n", "\n"));

        assertThat(trend.run(csv, "--value", "value", "--time", "at")).isEqualTo(ExitCode.FINDING);
        assertThat(trend.out()).contains("falling").contains("slope per hour: -12");
        trend.run(csv, "--value", "value", "--time", "day");
        assertThat(trend.out()).contains("slope per unit of day: -1");
    }

    @Test
    void noiseHasNoTrendAndFewRowsSayNothing() throws IOException {
        assertThat(trend.run("v\n3\n1\n4\n1\n5\n2\n", "--value", "v")).isEqualTo(ExitCode.FINE);
        assertThat(trend.out()).contains("steady");
        assertThat(trend.run("v\n3\n1\n4\n1\n", "--value", "v")).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(trend.out()).contains("inconclusive: a trend needs values of 5 different times");
    }

    @Test
    void memoryIsJudgedByItsFloor() throws IOException {
        String leak = IntStream.range(0, 100)
                .mapToObj(i -> (10 * i) + "," + (1_000_000 + 5_000 * i + 20_000 * (i % 5)))
                .collect(Collectors.joining("\n", "at,rss\n", "\n"));

        assertThat(trend.run(leak, "--value", "rss", "--time", "at", "--memory", "--output", "json"))
                .isEqualTo(ExitCode.FINDING);
        assertThat(trend.json().get("verdict").asText()).isEqualTo("leak");
        assertThat(trend.json().get("per").asText()).isEqualTo("second");
        assertThat(trend.json().get("slope").get("value").asDouble()).isCloseTo(500, within(50.0));

        String sawtooth = IntStream.range(0, 100)
                .mapToObj(i -> String.valueOf(1_000_000 + 90_000 * (i % 5)))
                .collect(Collectors.joining("\n", "rss\n", "\n"));
        assertThat(trend.run(sawtooth, "--value", "rss", "--memory")).isEqualTo(ExitCode.FINE);
        assertThat(trend.run("rss\n1\n2\n3\n4\n5\n6\n", "--value", "rss", "--memory"))
                .isEqualTo(ExitCode.INCONCLUSIVE);
    }

    @Test
    void aTimeThatIsNoneIsRefusedWithItsPlace() throws IOException {
        assertThat(trend.run("at,v\n2026-11-21,1\nsoon,2\n", "--value", "v", "--time", "at"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(trend.err()).contains("line 3, column 'at': 'soon' is no time");
    }
}

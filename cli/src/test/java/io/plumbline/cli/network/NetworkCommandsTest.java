package io.plumbline.cli.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.cli.ExitCode;
import io.plumbline.cli.Main;
import io.plumbline.producers.network.ProbeServer;
import io.plumbline.producers.network.ProbeServerConfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NetworkCommandsTest {
    private static final String TOKEN = "the token of the test";

    private static ProbeServer server;
    private static String peer;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void serve() throws Exception {
        server =
                ProbeServer.start(new ProbeServerConfig(InetAddress.getLoopbackAddress(), 0, TOKEN, 64, 1_000_000_000));
        peer = "127.0.0.1:" + server.port();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aBenchmarkPrintsItsDocument() throws Exception {
        assertThat(measure(
                        "benchmark",
                        "network",
                        "--sizes",
                        "10KB,64KiB",
                        "--time",
                        "60ms",
                        "--idle",
                        "2",
                        "--datagrams",
                        "50",
                        "--output",
                        "json"))
                .isEqualTo(ExitCode.FINE);

        JsonNode document = new ObjectMapper().readTree(out.toString());
        assertThat(document.fieldNames()).toIterable().containsExactly("figures", "tier");
        JsonNode figures = document.get("figures");
        assertThat(figures.fieldNames())
                .toIterable()
                .containsExactly(
                        "peer",
                        "roundTripNanos",
                        "connectNanos",
                        "readyNanos",
                        "connections",
                        "throughput",
                        "idle",
                        "datagrams");
        assertThat(figures.get("throughput").findValues("bytes"))
                .extracting(JsonNode::asLong)
                .containsExactly(10_000L, 10_000L, 65_536L, 65_536L);
        assertThat(figures.get("idle").get("opened").asInt()).isEqualTo(2);
        assertThat(figures.get("datagrams").get("sent").asInt()).isEqualTo(50);
        assertThat(err.toString()).contains("measuring round trips");
    }

    @Test
    void aBenchmarkTellsPeopleTheSame() {
        assertThat(measure(
                        "benchmark",
                        "network",
                        "--sizes",
                        "10KB",
                        "--streams",
                        "2",
                        "--time",
                        "60ms",
                        "--datagrams",
                        "10",
                        "--idle",
                        "5"))
                .isEqualTo(ExitCode.FINE);
        assertThat(out.toString())
                .contains("round trip, ms")
                .contains("upload 10000 B x 2, Gbps")
                .containsPattern("each stream +10 ")
                .contains("datagrams lost")
                .contains("at least tier");
    }

    @Test
    void whatIsExpectedDecidesTheExitCode() throws Exception {
        assertThat(measure("validate", "-l", "100000", "--time", "60ms", "--output", "json"))
                .isEqualTo(ExitCode.FINE);
        JsonNode document = new ObjectMapper().readTree(out.toString());
        assertThat(document.get("verdict").asText()).isEqualTo("PASS");
        assertThat(document.get("claims").get(0).fieldNames())
                .toIterable()
                .containsExactly("name", "unit", "expected", "measured", "low", "high", "samples", "verdict");

        assertThat(measure("validate", "-l", "0.000001", "--time", "60ms")).isEqualTo(ExitCode.FINDING);
        assertThat(out.toString()).contains("FAIL").contains("round trip");
        assertThat(measure("validate", "-e", "0.000001", "--time", "10ms")).isEqualTo(ExitCode.WARNING); // too few
    }

    @Test
    void theMonitorPrintsALineForEachRound() throws Exception {
        assertThat(measure("monitor", "--duration", "1s", "--set", "network.interval=200ms", "--output", "json"))
                .isEqualTo(ExitCode.FINE);

        List<String> lines = out.toString().lines().toList();
        assertThat(lines).isNotEmpty();
        JsonNode line = new ObjectMapper().readTree(lines.get(0));
        assertThat(line.get("health").asText()).isEqualTo("HEALTHY");
        assertThat(line.get("connectionsTried").asInt()).isEqualTo(2);
        assertThat(line.get("datagramsSent").asInt()).isEqualTo(100);
        assertThat(line.get("roundTripP95Nanos").asDouble()).isPositive();
        assertThat(line.get("tier").asText()).isNotEmpty();
    }

    @Test
    void aPeerThatIsAwayIsAFindingOfTheMonitorAndTheEndOfOthers() {
        String nowhere = "127.0.0.1:1";

        assertThat(run("validate", "--peer", nowhere, "-l", "1")).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(run("benchmark", "network", "--peer", nowhere)).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(run("monitor", "--peer", nowhere, "--duration", "300ms")).isEqualTo(ExitCode.FINE);
        assertThat(out.toString()).contains("CRITICAL").contains("no probe server answers");
        assertThat(err.toString()).contains("no probe server answers at 127.0.0.1:1");
    }

    @Test
    void mistakesAreNamed() {
        assertThat(run("validate", "--peer", peer, "-l", "1")).isEqualTo(ExitCode.USAGE); // no token
        assertThat(run("monitor", "--peer", peer, "--duration", "5s")).isEqualTo(ExitCode.USAGE);
        assertThat(measure("validate")).isEqualTo(ExitCode.USAGE);
        assertThat(run("validate", "--peer", "somewhere", "-l", "1")).isEqualTo(ExitCode.USAGE);
        assertThat(measure("benchmark", "network", "--sizes", "big")).isEqualTo(ExitCode.USAGE);
        assertThat(run("probe", "serve", "--bind", "0.0.0.0")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("network.token is not the one it has")
                .contains("nothing is expected")
                .contains("host:port")
                .contains("64MiB")
                .contains("needs network.token")
                .doesNotContain(TOKEN);
    }

    @Test
    void aServerServesForAsLongAsItIsTold() {
        assertThat(run("probe", "serve", "--port", "0", "--duration", "50ms")).isEqualTo(ExitCode.FINE);
        assertThat(out.toString()).contains("listening on 127.0.0.1:");
    }

    private int measure(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 4);
        all[arguments.length] = "--peer";
        all[arguments.length + 1] = peer;
        all[arguments.length + 2] = "--set";
        all[arguments.length + 3] = "network.token=" + TOKEN;
        return run(all);
    }

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}

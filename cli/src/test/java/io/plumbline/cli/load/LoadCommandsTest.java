package io.plumbline.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.cli.ExitCode;
import io.plumbline.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadCommandsTest {
    private static final String QUICK = "java:" + Quick.class.getName();
    private static final Set<String> WARMED_UP = Set.of("sustained", "burst", "ramp", "faults");
    private static final String SLOW = "java:" + Slow.class.getName();

    @TempDir
    private Path directory;

    private StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aSustainedRunPrintsItsDocumentAndEveryOperation() throws Exception {
        Path csv = directory.resolve("operations.csv");

        int code = load(
                "sustained",
                QUICK,
                "--rate",
                "100",
                "--duration",
                "500ms",
                "--expect",
                "success_percent=99",
                "--watch-pid",
                Long.toString(ProcessHandle.current().pid()),
                "--csv",
                csv.toString(),
                "--output",
                "json");

        assertThat(code).isEqualTo(ExitCode.FINE);
        JsonNode document = json();
        assertThat(document.fieldNames())
                .toIterable()
                .containsExactly(
                        "pattern",
                        "target",
                        "run",
                        "complete",
                        "summary",
                        "parts",
                        "generator",
                        "watched",
                        "claims",
                        "verdict");
        assertThat(document.get("summary").get("operations").asInt()).isEqualTo(50);
        assertThat(document.get("run").isNull()).isTrue();
        assertThat(document.get("parts")).hasSize(10);
        assertThat(document.get("verdict").asText()).isEqualTo("PASS");
        assertThat(document.get("watched").get("usage").get("samples").asInt()).isPositive();
        assertThat(Files.readAllLines(csv)).hasSize(51).first().isEqualTo("due_seconds,latency_ms,service_ms,outcome");
    }

    @Test
    void whatWarmsUpIsNotCounted() throws Exception {
        String counting = "java:" + Counting.class.getName();
        Counting.calls.set(0);

        load("sustained", counting, "--rate", "100", "--duration", "300ms", "--warmup", "500ms", "--output", "json");

        assertThat(json().get("summary").get("operations").asInt()).isEqualTo(30);
        assertThat(Counting.calls).hasValue(80);
    }

    @Test
    void patternsTellPeopleTheSame() {
        assertThat(load("burst", QUICK, "--size", "20", "--gap", "50ms", "--bursts", "3"))
                .isEqualTo(ExitCode.FINE);
        assertThat(load("ramp", QUICK, "--from", "10", "--to", "100", "--duration", "500ms"))
                .isEqualTo(ExitCode.FINE);
        assertThat(out.toString())
                .contains("burst load on java:")
                .contains("60 operations")
                .contains("ramp load on");
    }

    @Test
    void aMissedTargetAndNothingThatWorksAreFindings() {
        assertThat(load("sustained", QUICK, "--rate", "20", "--duration", "300ms", "--profile", "minimum"))
                .isEqualTo(ExitCode.FINDING);
        assertThat(load("sustained", "exec:false", "--rate", "20", "--duration", "200ms"))
                .isEqualTo(ExitCode.FINDING);
        assertThat(out.toString())
                .contains("FAIL")
                .contains("ops_per_second")
                .contains("the first failure was a UnexpectedAnswer");
    }

    @Test
    void stressFindsTheKnee() throws Exception {
        int code = load(
                "stress",
                SLOW,
                "--workers",
                "1",
                "--from",
                "10",
                "--to",
                "1000",
                "--factor",
                "10",
                "--step",
                "400ms",
                "--refine",
                "0",
                "--keep",
                "0.8",
                "--output",
                "json");

        assertThat(code).isIn(ExitCode.FINE, ExitCode.FINDING); // a very busy machine may not even keep the first
        JsonNode document = json();
        assertThat(document.get("leastBrokenPerSecond").asDouble()).isLessThanOrEqualTo(1_000);
        assertThat(document.get("reason").asText()).contains("completed");
        assertThat(document.get("steps").get(0).fieldNames())
                .toIterable()
                .containsExactly("offeredPerSecond", "summary", "withoutWorker", "broken");
    }

    @Test
    void aSweepPrintsARowForEachSetting() {
        assertThat(load("sweep", QUICK, "--threads", "1,2", "--step", "500ms")).isEqualTo(ExitCode.FINE);
        assertThat(out.toString()).contains("PER THREAD/s");
        assertThat(out.toString().lines()).hasSize(4);
    }

    @Test
    void overheadIsBeyondWithinOrInconclusive() throws Exception {
        int beyond = load("overhead", QUICK, "--with", SLOW, "--rounds", "5", "--operations", "2", "--output", "json");

        assertThat(beyond).isEqualTo(ExitCode.FINDING);
        assertThat(json().get("result").get("verdict").asText()).isEqualTo("BEYOND");
        assertThat(load("overhead", QUICK, "--with", QUICK, "--rounds", "5", "--tolerance", "1000"))
                .isEqualTo(ExitCode.FINE);
    }

    /** The fault is a file that is away: the target, its fault and its heal are real commands. */
    @Test
    void aFaultIsInflictedHealedAndToldOf() throws Exception {
        Path file = Files.createFile(directory.resolve("up"));

        int code = load(
                "faults",
                "exec:test -e " + file,
                "--rate",
                "40",
                "--duration",
                "4s",
                "--fault-at",
                "1s",
                "--heal-at",
                "2s",
                "--fault-command",
                "rm " + file,
                "--heal-command",
                "touch " + file,
                "--loss-command",
                "echo 2",
                "--slow",
                "1000000",
                "--window",
                "200ms",
                "--output",
                "json");

        assertThat(code).isEqualTo(ExitCode.FINDING); // two were lost
        JsonNode document = json();
        assertThat(document.get("detectionMillis").isNumber()).isTrue();
        assertThat(document.get("recoveryMillis").isNumber()).isTrue();
        assertThat(document.get("failed").asInt()).isPositive();
        assertThat(document.get("lost").asInt()).isEqualTo(2);
    }

    @Test
    void whatCannotBeToldIsInconclusiveAndDoesNotTakeTheRestWithIt() throws Exception {
        assertThat(load("overhead", "exec:false", "--with", QUICK, "--rounds", "5", "--operations", "1"))
                .isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(err.toString()).contains("all operations of A failed");

        int code = load(
                "faults",
                QUICK,
                "--rate",
                "20",
                "--duration",
                "2s",
                "--fault-at",
                "100ms",
                "--heal-at",
                "200ms",
                "--fault-command",
                "true",
                "--heal-command",
                "true",
                "--loss-command",
                "false",
                "--slow",
                "1000000",
                "--output",
                "json");
        assertThat(code).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(json().get("lost").isNull()).isTrue();
        assertThat(err.toString()).contains("how many operations were lost is not known");
    }

    @Test
    void mistakesAreNamed() {
        assertThat(load(
                        "sustained",
                        QUICK,
                        "--rate",
                        "1",
                        "--csv",
                        directory.resolve("no/such.csv").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(load("sustained", "ftp://x", "--rate", "1")).isEqualTo(ExitCode.USAGE);
        assertThat(load("sustained", QUICK, "--rate", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(load("sustained", QUICK, "--rate", "1", "--expect", "speed=1"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(load("sweep", QUICK, "--batches", "1,2")).isEqualTo(ExitCode.USAGE);
        assertThat(load(
                        "faults",
                        QUICK,
                        "--rate",
                        "20",
                        "--duration",
                        "5s",
                        "--fault-at",
                        "100ms",
                        "--heal-at",
                        "200ms",
                        "--fault-command",
                        "sh -c 'exit 9'",
                        "--heal-command",
                        "true"))
                .isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(err.toString())
                .contains("a target is http://")
                .contains("a rate must be above 0")
                .contains("such.csv cannot be written")
                .contains("speed is no metric")
                .contains("{batch}")
                .contains("the fault could not be done");
    }

    /** Answers at once. */
    public static class Quick implements Callable<Integer> {
        @Override
        public Integer call() {
            return 1;
        }
    }

    /** Counts how often it is asked. */
    public static final class Counting implements Callable<Integer> {
        private static final AtomicInteger calls = new AtomicInteger();

        @Override
        public Integer call() {
            return calls.incrementAndGet();
        }
    }

    /** Takes five milliseconds: 200 a second for one worker. */
    public static final class Slow implements Callable<Integer> {
        @Override
        public Integer call() throws InterruptedException {
            Thread.sleep(5);
            return 1;
        }
    }

    private int load(String pattern, String target, String... options) {
        List<String> arguments = new ArrayList<>(List.of("load", pattern, "--target", target));
        arguments.addAll(List.of(options));
        if (WARMED_UP.contains(pattern) && !arguments.contains("--warmup")) {
            arguments.addAll(List.of("--warmup", "0s"));
        }
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
    }

    private JsonNode json() throws Exception {
        JsonNode document = new ObjectMapper().readTree(out.toString());
        out = new StringWriter();
        return document;
    }
}

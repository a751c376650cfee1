package io.plumbline.producers.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.plumbline.producers.figure.Claim;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.settings.ConfigException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void aCommandSucceedsFailsOrTakesTooLong() throws Exception {
        assertThat(target("exec:echo $HOME").call(LONG)).isEqualTo("$HOME\n".length()); // no shell reads it
        assertThatThrownBy(() -> target("exec:sh -c 'exit 3'").call(LONG))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("3");
        assertThat(new TargetSpec("exec:sh -c 'exit 3'", "", 3)
                        .factory()
                        .create()
                        .call(LONG))
                .isZero();
        assertThatThrownBy(() -> target("exec:sleep 60").call(Duration.ofMillis(50)))
                .isInstanceOf(TimeoutException.class);
    }

    @Test
    void aClassIsMadeByItsName() throws Exception {
        assertThat(target("java:" + Doubler.class.getName() + "?21").call(LONG)).isEqualTo(42);
        assertThatThrownBy(() -> spec("java:no.such.Thing").factory())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no.such.Thing");
        assertThatThrownBy(() -> spec("java:java.lang.Object").factory()).isInstanceOf(ConfigException.class);
    }

    @Test
    void aTcpTargetIsConnectedTo() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            assertThat(target("tcp://127.0.0.1:" + server.getLocalPort()).call(LONG))
                    .isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "exec:curl -u me:secret http://x, exec:curl",
        "https://me:secret@host/path?key=secret, https://host/path",
        "java:a.B?secret, java:a.B"
    })
    void whatIsShownHasNoSecrets(String text, String shown) {
        assertThat(spec(text)).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ftp://x", "tcp://nowhere", "exec:"})
    void whatIsNoTargetIsRefused(String text) {
        assertThatThrownBy(() -> spec(text).name()).isInstanceOf(ConfigException.class);
    }

    @Test
    void aSweepGivesTheBatchToTheTarget() throws Exception {
        Sweep sweep = new Sweep(
                spec("java:" + Doubler.class.getName() + "?{batch}"), Duration.ofMillis(30), LONG, point -> {});

        List<Sweep.Point> points = sweep.run(List.of(1, 2), List.of(1, 10), new AtomicBoolean());

        assertThat(points).extracting(Sweep.Point::threads).containsExactly(1, 2, 1, 2);
        assertThat(points).extracting(Sweep.Point::batch).containsExactly(1, 1, 10, 10);
        Sweep.Point last = points.get(3);
        assertThat(last.unitsPerSecond()).isEqualTo(10 * last.perSecond());
        assertThat(last.perThreadPerSecond()).isEqualTo(last.perSecond() / 2);
    }

    @Test
    void thisProcessIsTraced() {
        try (ProcessTrace trace = ProcessTrace.start(ProcessHandle.current().pid())) {
            await().until(() -> trace.points().size() >= 3);

            assertThat(trace.usage().peakBytes()).isPositive();
            assertThat(trace.usage().meanBytes()).isPositive();
            assertThat(trace.usage().cpuProcessors()).isNotNull();
        }
        assertThatThrownBy(() -> ProcessTrace.start(Long.MAX_VALUE)).isInstanceOf(ConfigException.class);
    }

    @Test
    void whatWasNotSampledIsUnknown() {
        ProcessTrace.Usage usage = ProcessTrace.usage(1, List.of(new ProcessTrace.Point(0, null, null)));

        assertThat(usage.peakBytes()).isNull();
        assertThat(usage.meanBytes()).isNull();
        assertThat(usage.cpuProcessors()).isNull();
    }

    /** 1,000 operations of 2 ms in one second: enough for the minimum, not for production. */
    @Test
    void profilesDifferInWhatTheyAsk() {
        LoadSummary run = run(1_000, 0);

        assertThat(verdicts(Readiness.of(Readiness.Profile.MINIMUM, Map.of()), run))
                .containsOnly(Claim.Verdict.PASS);
        assertThat(Readiness.of(Readiness.Profile.PRODUCTION, Map.of()).judge(run))
                .filteredOn(claim -> claim.verdict() == Claim.Verdict.FAIL)
                .extracting(Claim::name)
                .containsExactly("ops_per_second");
        assertThat(verdicts(Readiness.of(Readiness.Profile.GENERATION, Map.of()), run))
                .containsOnly(Claim.Verdict.PASS);
        assertThat(verdicts(Readiness.of(Readiness.Profile.VERIFICATION, Map.of()), run))
                .containsOnly(Claim.Verdict.PASS);
    }

    @ParameterizedTest
    @CsvSource({
        "mean_ms, 1, FAIL",
        "mean_ms, 3, PASS",
        "p99_ms, 1, FAIL",
        "success_percent, 98, FAIL",
        "success_percent, 90, PASS",
        "error_percent, 1, FAIL",
        "error_percent, 5, PASS",
        "ops_per_second, 961, FAIL"
    })
    void eachMetricIsHeldToItsLimit(String metric, double limit, Claim.Verdict verdict) {
        assertThat(verdicts(Readiness.of(null, Map.of(metric, limit)), run(960, 40)))
                .containsExactly(verdict);
    }

    @Test
    void withoutASuccessNoLatencyIsKept() {
        assertThat(verdicts(Readiness.of(null, Map.of("p95_ms", 1e9)), run(0, 5)))
                .containsExactly(Claim.Verdict.FAIL);
        assertThatThrownBy(() -> Readiness.of(null, Map.of("speed", 1.0)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("P95_MS");
    }

    /** What a user would write to be loaded. */
    public static final class Doubler implements Callable<Integer> {
        private final int number;

        public Doubler(String number) {
            this.number = Integer.parseInt(number);
        }

        @Override
        public Integer call() {
            return 2 * number;
        }
    }

    private static List<Claim.Verdict> verdicts(Readiness readiness, LoadSummary run) {
        return readiness.judge(run).stream().map(Claim::verdict).toList();
    }

    private static LoadSummary run(int ok, int failed) {
        OperationLog log = new OperationLog();
        for (int i = 0; i < ok + failed; i++) {
            log.add(i * 900_000L, i * 900_000L, i * 900_000L + 2_000_000, i < ok ? Outcome.OK : Outcome.ERROR);
        }
        return LoadSummary.of(log, 0, 1_000_000_000);
    }

    private static TargetSpec spec(String text) {
        return new TargetSpec(text, "SELECT 1", 0);
    }

    private static LoadTarget target(String text) {
        return spec(text).factory().create();
    }
}

package io.plumbline.producers.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.producers.probe.Program;
import io.plumbline.schemas.event.Outcome;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Stories of ten seconds with an operation every 10 ms; the fault is at 3 s and healed at 5 s. */
class FaultAnalysisTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;
    private static final FaultAnalysis ANALYSIS = new FaultAnalysis(3, Duration.ofMillis(500), 3, .01);

    private final OperationLog log = new OperationLog();

    @Test
    void failuresAreDetectedByTheFirstThatEndsAndRecoveredWithTheFirstOfThreeGoodWindows() {
        story(0, 3_100, 2, Outcome.OK);
        story(3_100, 6_200, 1, Outcome.ERROR);
        story(6_200, 10_000, 2, Outcome.OK);

        FaultAnalysis.Result result = judge();

        assertThat(result.detectionNanos()).isEqualTo(101 * MILLI); // due at 3.1 s, and it took 1 ms
        assertThat(result.recoveryNanos()).isEqualTo(1_500 * MILLI); // the window from 6.5 s is the first without
        assertThat(result.impairedNanos()).isEqualTo(3_400 * MILLI);
        assertThat(result.failed()).isEqualTo(310);
        assertThat(result.slow()).isZero();
    }

    @Test
    void slowOperationsAreTheFaultAsWell() {
        story(0, 4_000, 2, Outcome.OK);
        story(4_000, 4_500, 50, Outcome.OK);
        story(4_500, 10_000, 2, Outcome.OK);

        FaultAnalysis.Result result = judge();

        assertThat(result.slow()).isEqualTo(50);
        assertThat(result.failed()).isZero();
        assertThat(result.detectionNanos()).isEqualTo(1_050 * MILLI);
        assertThat(result.recoveryNanos()).isZero(); // well again before it was healed
    }

    @Test
    void aFaultThatNoOperationShowsIsNotDetected() {
        story(0, 10_000, 2, Outcome.OK);

        assertThat(judge().detected()).isFalse();
        assertThat(judge().recoveryNanos()).isZero();
        assertThat(judge().impairedNanos()).isNull();
    }

    @Test
    void oneGoodWindowIsNoRecovery() {
        story(0, 3_000, 2, Outcome.OK);
        story(3_000, 8_000, 1, Outcome.ERROR);
        story(8_000, 8_500, 2, Outcome.OK);
        story(8_500, 10_000, 1, Outcome.ERROR);

        assertThat(judge().detected()).isTrue();
        assertThat(judge().recovered()).isFalse();
    }

    @Test
    void timeWithoutOperationsIsNoRecovery() {
        story(0, 3_000, 2, Outcome.OK);
        story(3_000, 5_000, 1, Outcome.ERROR);

        assertThat(judge().recovered()).isFalse();
    }

    /** Where 1 in 100 always fails, 1 in 100 is recovered. */
    @Test
    void recoveryIsMeasuredAgainstTheBaseline() {
        for (long millis = 0; millis < 10_000; millis += 10) {
            boolean faulty = millis >= 3_000 && millis < 5_000;
            boolean bad = faulty || millis % 1_000 == 0;
            story(millis, millis + 10, 2, bad ? Outcome.ERROR : Outcome.OK);
        }

        assertThat(judge().recoveryNanos()).isZero();
    }

    @Test
    void withoutABaselineNothingIsSaid() {
        story(0, 10_000, 1, Outcome.ERROR);

        assertThatThrownBy(this::judge)
                .isInstanceOf(InconclusiveException.class)
                .hasMessageContaining("baseline");
    }

    /** A target that a real fault breaks and a real heal mends, under real load. */
    @Test
    void aScenarioInflictsAndHeals() throws Exception {
        AtomicBoolean broken = new AtomicBoolean();
        LoadTarget target = allowed -> {
            if (broken.get()) {
                throw new IllegalStateException("broken");
            }
            return 0;
        };
        FaultScenario scenario = new FaultScenario(
                new OpenLoop(() -> target, 4, Duration.ofSeconds(5), LoadListener.NONE),
                200,
                Duration.ofMillis(1_800),
                Duration.ofMillis(500),
                Duration.ofMillis(900),
                () -> broken.set(true),
                () -> broken.set(false),
                new FaultAnalysis(1e6, Duration.ofMillis(100), 3, .01), // nothing but a failure is bad
                step -> {});

        FaultScenario.Outcome outcome = scenario.run(new AtomicBoolean());

        assertThat(outcome.result().detected()).isTrue();
        assertThat(outcome.result().recovered()).isTrue();
        assertThat(outcome.result().failed()).isBetween(10L, 200L);
        assertThat(outcome.faultNanos()).isLessThan(outcome.healNanos());
    }

    @Test
    void aFaultThatCannotBeInflictedEndsTheScenario() {
        AtomicBoolean stop = new AtomicBoolean();
        FaultScenario scenario = new FaultScenario(
                new OpenLoop(() -> allowed -> 0, 1, Duration.ofSeconds(5), LoadListener.NONE),
                50,
                Duration.ofSeconds(20),
                Duration.ofMillis(50),
                Duration.ofMillis(100),
                FaultScenario.Action.command(Program.of("t", "sh -c 'exit 3'"), Duration.ofSeconds(10)),
                () -> {},
                ANALYSIS,
                step -> {});

        assertThatThrownBy(() -> scenario.run(stop))
                .isInstanceOf(InconclusiveException.class)
                .hasMessageContaining("the fault could not be done")
                .hasMessageContaining("3");
        assertThat(stop).isTrue();
    }

    private void story(long fromMillis, long toMillis, long tookMillis, Outcome outcome) {
        for (long at = fromMillis; at < toMillis; at += 10) {
            log.add(at * MILLI, at * MILLI, (at + tookMillis) * MILLI, outcome);
        }
    }

    private FaultAnalysis.Result judge() {
        return ANALYSIS.judge(log, 3 * SECOND, 5 * SECOND, 10 * SECOND);
    }
}

package io.plumbline.producers.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schemas.event.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class StressTest {
    private static final StressPlan PLAN =
            new StressPlan(100, 1_600, 2, Duration.ofMillis(400), .95, Duration.ofMillis(100), .01, 2);

    @Test
    void ratesRiseUntilOneIsNotKeptAndThenCloseIn() {
        List<Double> tried = tried(700);

        assertThat(tried.subList(0, 4)).containsExactly(100.0, 200.0, 400.0, 800.0);
        assertThat(tried).hasSize(6); // and two refinements between 400 and 800
        assertThat(tried.get(4)).isBetween(565.0, 566.0); // the geometric mean
        assertThat(tried.get(5)).isBetween(672.0, 673.0);
    }

    @Test
    void aTargetThatFollowsToTheEndHasNoKnee() {
        assertThat(tried(1e9)).containsExactly(100.0, 200.0, 400.0, 800.0, 1_600.0);
    }

    @Test
    void ifEvenTheFirstIsTooMuchNothingElseIsTried() {
        assertThat(tried(50)).containsExactly(100.0);
    }

    @Test
    void eachLimitBreaksARateByItself() {
        assertThat(PLAN.broken(100, figures(100, 0, 0, 1_000_000))).isNull();
        assertThat(PLAN.broken(100, figures(90, 0, 0, 1_000_000))).contains("completed");
        assertThat(PLAN.broken(100, figures(98, 2, 0, 1_000_000))).contains("failed");
        assertThat(PLAN.broken(100, figures(98, 0, 2, 1_000_000))).contains("failed");
        assertThat(PLAN.broken(100, figures(100, 0, 0, 200_000_000))).contains("P99");
        assertThat(PLAN.broken(100, figures(0, 100, 0, 1))).isNotNull();
    }

    /** Two workers and 10 ms each: 200 a second at most, whatever is offered. */
    @Test
    void theKneeOfARealTargetIsFound() throws Exception {
        LoadTarget tenMillis = allowed -> {
            LockSupport.parkNanos(10_000_000);
            return 0;
        };
        OpenLoop loop = new OpenLoop(() -> tenMillis, 2, Duration.ofSeconds(5), LoadListener.NONE);
        List<Double> told = new ArrayList<>();
        StressPlan plan = new StressPlan(20, 2_000, 10, Duration.ofMillis(500), .9, null, .01, 0);

        Stress.Result result = new Stress(loop, plan, step -> told.add(step.offered())).run(new AtomicBoolean());

        assertThat(result.leastBroken()).isNotNull().isGreaterThanOrEqualTo(200.0);
        assertThat(result.reason()).contains("completed");
        assertThat(result.steps()).hasSameSizeAs(told);
        StressPlan.Step last = result.steps().get(result.steps().size() - 1);
        assertThat(last.figures().completedPerSecond()).isLessThanOrEqualTo(205);
        assertThat(last.pace().withoutWorker()).isPositive();
    }

    /** The rates that are tried for a target of such a capacity. */
    private static List<Double> tried(double capacity) {
        List<Double> tried = new ArrayList<>();
        double kept = 0;
        double broken = Double.POSITIVE_INFINITY;
        int refined = 0;
        OptionalDouble next = PLAN.next(kept, broken, refined);
        while (next.isPresent()) {
            double rate = next.getAsDouble();
            refined += broken < Double.POSITIVE_INFINITY ? 1 : 0;
            tried.add(rate);
            if (rate <= capacity) {
                kept = rate;
            } else {
                broken = rate;
            }
            next = PLAN.next(kept, broken, refined);
        }
        return tried;
    }

    /** In one second. */
    private static LoadSummary figures(int ok, int failed, int timedOut, long nanos) {
        OperationLog log = new OperationLog();
        for (int i = 0; i < ok; i++) {
            log.add(0, 0, nanos, Outcome.OK);
        }
        for (int i = 0; i < failed; i++) {
            log.add(0, 0, nanos, Outcome.ERROR);
        }
        for (int i = 0; i < timedOut; i++) {
            log.add(0, 0, nanos, Outcome.TIMEOUT);
        }
        return LoadSummary.of(log, 0, 1_000_000_000);
    }
}

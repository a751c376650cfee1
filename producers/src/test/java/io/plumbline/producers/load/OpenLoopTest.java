package io.plumbline.producers.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.schemas.event.Outcome;
import io.plumbline.settings.ConfigException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final long STALL_NANOS = 500_000_000;
    private static final long SLOW_NANOS = 20_000_000;
    private static final int STALLED = 50;

    /**
     * 100 operations a second, and once the target stands still for half a second: 50 users came meanwhile. Only how many
     * at least is asserted: a busy machine stalls by itself as well.
     */
    @Test
    void aStallIsSeenByEverybodyWhoCameMeanwhile() throws Exception {
        Stalling target = new Stalling();
        OpenLoop loop = new OpenLoop(() -> target, 1, LONG, LoadListener.NONE);

        OpenLoop.Run run = loop.run(new Arrivals.Constant(100, Duration.ofMillis(1_500)), new AtomicBoolean());

        assertThat(run.log().size()).isEqualTo(150);
        assertThat(slow(run.log())).isBetween(45, 140);
        assertThat(run.pace().withoutWorker()).isGreaterThanOrEqualTo(45);
    }

    /** The negative control: a loop that waits for the answer asks nobody meanwhile, and sees one slow operation. */
    @Test
    void aClosedLoopSeesItOnce() {
        Stalling target = new Stalling();
        OperationLog log = new OperationLog();
        ClosedLoop loop = new ClosedLoop(() -> target, 1, LONG);
        for (int i = 0; i < 150; i++) {
            loop.once(target, log, 0);
        }

        int stalled = 0;
        for (int i = 0; i < log.size(); i++) {
            stalled += log.responseNanos(i) >= STALL_NANOS ? 1 : 0;
        }
        assertThat(stalled).isBetween(1, 5); // one, and what a busy machine adds
    }

    @Test
    void whatCannotBeStartedInTimeIsATimeout() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        LoadTarget blocked = allowed -> {
            calls.incrementAndGet();
            pause(250_000_000);
            throw new TimeoutException();
        };
        OpenLoop loop = new OpenLoop(() -> blocked, 1, Duration.ofMillis(100), LoadListener.NONE);

        OperationLog log = loop.run(new Arrivals.Constant(100, Duration.ofMillis(300)), new AtomicBoolean())
                .log();

        assertThat(log.size()).isEqualTo(30);
        assertThat(calls.get()).isBetween(1, 5); // those due long before the first had ended were not started
        for (int i = 0; i < log.size(); i++) {
            assertThat(log.outcome(i)).isEqualTo(Outcome.TIMEOUT);
            assertThat(log.responseNanos(i)).isGreaterThan(90_000_000);
        }
    }

    @Test
    void aTargetWhoseClassIsBrokenEndsTheRun() {
        LoadTarget broken = allowed -> {
            throw new NoClassDefFoundError("com/shop/Client");
        };
        OpenLoop loop = new OpenLoop(() -> broken, 2, LONG, LoadListener.NONE);

        assertThatThrownBy(() -> loop.run(new Arrivals.Constant(100, LONG), new AtomicBoolean()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("com/shop/Client");
    }

    @Test
    void everyOperationIsToldOnceWithItsOutcome() throws Exception {
        AtomicLong ok = new AtomicLong();
        AtomicLong failed = new AtomicLong();
        AtomicLong bytes = new AtomicLong();
        AtomicInteger calls = new AtomicInteger();
        LoadTarget everyThirdFails = allowed -> {
            if (calls.incrementAndGet() % 3 == 0) {
                throw new IllegalStateException("on purpose");
            }
            return 7;
        };
        LoadListener listener = (due, end, service, outcome, moved) -> {
            (outcome == Outcome.OK ? ok : failed).incrementAndGet();
            bytes.addAndGet(moved);
        };

        OpenLoop.Run run = new OpenLoop(() -> everyThirdFails, 4, LONG, listener)
                .run(new Arrivals.Bursts(30, Duration.ofMillis(50), 2), new AtomicBoolean());
        LoadSummary summary = LoadSummary.of(run.log(), 0, 100_000_000);

        assertThat(ok).hasValue(40);
        assertThat(failed).hasValue(20);
        assertThat(bytes).hasValue(280);
        assertThat(summary.operations()).isEqualTo(60);
        assertThat(summary.succeeded()).isEqualTo(40);
        assertThat(summary.errorShare()).isEqualTo(20 / 60.0);
        assertThat(run.pace().firstFailure()).isEqualTo("IllegalStateException");
    }

    @Test
    void aTargetThatCannotBeMadeEndsTheRun() {
        LoadTarget.Factory impossible = () -> {
            throw new ConfigException("no such thing");
        };
        OpenLoop loop = new OpenLoop(impossible, 2, LONG, LoadListener.NONE);

        assertThatThrownBy(() -> loop.run(new Arrivals.Constant(10, Duration.ofSeconds(20)), new AtomicBoolean()))
                .isInstanceOf(ConfigException.class);
    }

    private static int slow(OperationLog log) {
        int slow = 0;
        for (int i = 0; i < log.size(); i++) {
            slow += log.responseNanos(i) > SLOW_NANOS / 2 ? 1 : 0;
        }
        return slow;
    }

    /** Answers at once, but the {@value #STALLED}th time stands still. */
    private static final class Stalling implements LoadTarget {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public long call(Duration allowed) {
            if (calls.incrementAndGet() == STALLED) {
                pause(STALL_NANOS);
            }
            return 0;
        }
    }

    private static void pause(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}

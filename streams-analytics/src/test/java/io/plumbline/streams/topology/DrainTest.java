package io.plumbline.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class DrainTest {
    private static final TaskId TASK = new TaskId(0, 1);
    private static final TaskId OTHER = new TaskId(0, 2);
    private static final long QUIET_MILLIS = 10 * DrainGate.QUIET_MILLIS;

    private long nowNanos;
    private final Drain drain = new Drain(() -> nowNanos);
    private final DrainGate gate = new DrainGate(drain, TASK);

    @Test
    void windowsCloseWhenTheInputIsReadAndSilent() {
        drain.progress().poll(true);

        assertThat(gate.shouldClose(QUIET_MILLIS, 0)).as("not asked for").isFalse();
        drain.request();
        assertThat(gate.shouldClose(QUIET_MILLIS, 0)).isTrue();
        assertThat(gate.shouldClose(QUIET_MILLIS, QUIET_MILLIS - 1))
                .as("not silent")
                .isFalse();
        drain.progress().poll(false);
        assertThat(gate.shouldClose(QUIET_MILLIS, 0)).as("not read").isFalse();
    }

    @Test
    void aTaskIsDrainedWhenAllThatItSentIsCommittedForAWhile() throws Exception {
        drain.request();
        drain.progress().send();
        gate.tick(0, true);
        gate.tick(QUIET_MILLIS, true);
        assertThat(isDrained()).as("not committed").isFalse();

        drain.progress().commit(1, System.nanoTime());
        gate.tick(QUIET_MILLIS, true);
        assertThat(isDrained()).as("only just").isFalse();
        gate.tick(2 * QUIET_MILLIS, true);
        assertThat(isDrained()).isTrue();
    }

    @Test
    void aTaskThatLeftIsMissedWhereItIsAssignedUntilItWorks() {
        assertThat(drain.misses(Set.of(TASK), false)).isFalse();
        gate.close();
        nowNanos += TimeUnit.MINUTES.toNanos(1);
        assertThat(drain.misses(Set.of(TASK), false)).isTrue();

        DrainGate revived = new DrainGate(drain, TASK);

        assertThat(drain.misses(Set.of(TASK), false)).isFalse();
        revived.close();
    }

    @Test
    void aTaskThatLeftIsMissedUntilSomebodyElseMustHaveIt() {
        gate.close();
        assertThat(drain.misses(Set.of(OTHER), false)).isTrue();
        nowNanos += TimeUnit.MINUTES.toNanos(1);

        assertThat(drain.misses(Set.of(OTHER), false)).isFalse();
        assertThat(drain.misses(Set.of(OTHER), true))
                .as("a thread that has nothing may get it")
                .isTrue();
    }

    private boolean isDrained() throws InterruptedException {
        return drain.await(Duration.ofMillis(1));
    }
}

package io.plumbline.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ThreadProgressTest {
    private final ThreadProgress live = new ThreadProgress();
    private final ThreadProgress old = new ThreadProgress();

    @Test
    void aBacklogIsLeftToTheCommitInterval() {
        live.lag(9_000);
        old.lag(11_000);
        awaitCommitOf(live);

        assertThat(asksForCommit(old)).isFalse();
    }

    @Test
    void theEndOfABacklogIsCommittedSoon() {
        old.lag(11_000);
        old.lag(0);

        awaitCommitOf(old);
    }

    @Test
    void aCommitThatTookLongIsFollowedByALongerRest() {
        live.lag(0);
        old.lag(0);
        live.commit(0, System.nanoTime());
        old.commit(0, System.nanoTime() - 60_000_000_000L);
        awaitCommitOf(live);

        assertThat(asksForCommit(old)).isFalse();
    }

    /** Each thread has an account of its own: this one asks. */
    private static void awaitCommitOf(ThreadProgress progress) {
        Awaitility.await().pollInSameThread().until(() -> asksForCommit(progress));
    }

    private static boolean asksForCommit(ThreadProgress progress) {
        MockProcessorContext<Object, Object> context = new MockProcessorContext<>();
        progress.commitInTime(context);
        return context.committed();
    }
}

package io.plumbline.producers.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;

import io.plumbline.schemas.event.Outcome;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExerciseTest {
    @ParameterizedTest
    @EnumSource(Work.class)
    void everyKindOfWorkIsRecordedAsDoneUntilItIsClosed(Work work) {
        AtomicInteger recorded = new AtomicInteger();
        AtomicInteger wrong = new AtomicInteger();
        Exercise exercise = Exercise.start(work, (start, end, outcome) -> {
            (end > start && outcome == Outcome.OK ? recorded : wrong).incrementAndGet();
        });
        await().untilAtomic(recorded, greaterThan(3));
        exercise.close();
        int atTheEnd = recorded.get();

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("plumbline-exercise-" + work);
        assertThat(recorded).hasValue(atTheEnd);
        assertThat(wrong).hasValue(0);
    }

    @Test
    void thirtyPercentMoreWorkIsThirtyPercentMoreRounds() {
        assertThat(Work.HASH.rounds(1)).isEqualTo(100);
        assertThat(Work.HASH.rounds(1.3)).isEqualTo(130);
        assertThat(Work.COMPRESS.rounds(1.3)).isEqualTo(26);
    }

    @Test
    void aRoundDoesTheSameAgain() {
        for (Work work : Work.values()) {
            var round = work.round();

            assertThat(round.getAsLong()).as(work.name()).isEqualTo(round.getAsLong());
        }
    }
}

package io.plumbline.streams.domain.trend.watch;

import static io.plumbline.streams.domain.regression.watch.Phase.CONFIRMED;
import static io.plumbline.streams.domain.regression.watch.Phase.DISMISSED;
import static io.plumbline.streams.domain.regression.watch.Phase.ENDED;
import static io.plumbline.streams.domain.regression.watch.Phase.RETURNING;
import static io.plumbline.streams.domain.regression.watch.Phase.SUSPECTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.streams.domain.regression.watch.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DriftWatchTest {
    private static final Drift DRIFT = new Drift(100, 130, 0.3, 0.001);

    @Test
    void nothingIsSaidOfWhatIsCalm() {
        assertThat(phases("...")).containsOnlyNulls();
    }

    @Test
    void aSuspicionThatLastsThreeWindowsIsConfirmed() {
        assertThat(phases(".!!!!!")).containsExactly(null, SUSPECTED, SUSPECTED, SUSPECTED, CONFIRMED, CONFIRMED);
    }

    @Test
    void oneThatDoesNotIsDismissed() {
        assertThat(phases("!!!..")).containsExactly(SUSPECTED, SUSPECTED, SUSPECTED, DISMISSED, null);
    }

    @Test
    void threeWindowsWithoutItEndIt() {
        assertThat(phases("!!!!....")).endsWith(CONFIRMED, RETURNING, RETURNING, ENDED, null);
    }

    @Test
    void twoDoNot() {
        assertThat(phases("!!!!..!..."))
                .endsWith(CONFIRMED, RETURNING, RETURNING, CONFIRMED, RETURNING, RETURNING, ENDED);
    }

    @Test
    void theNextEpisodeHasItsOwnOnset() {
        DriftWatch watch = DriftWatch.CALM;
        for (int i = 0; i < 4; i++) {
            watch = watch.next(true, Optional.of(DRIFT), 10 + i);
        }
        assertThat(watch.onsetMicros()).isEqualTo(10);
        for (int i = 0; i < 3; i++) {
            watch = watch.next(false, Optional.of(DRIFT), 20 + i);
        }
        assertThat(watch.next(true, Optional.of(DRIFT), 30)).satisfies(next -> {
            assertThat(next.phase()).isEqualTo(SUSPECTED);
            assertThat(next.onsetMicros()).isEqualTo(30);
        });
    }

    @Test
    void whatIsNotKnownNowIsAsItWas() {
        DriftWatch watch = DriftWatch.CALM.next(true, Optional.of(DRIFT), 1);

        assertThat(watch.next(false, Optional.empty(), 2).drift()).isEqualTo(DRIFT);
    }

    /** After each window, ! for one that calls for somebody. */
    private static List<Phase> phases(String story) {
        List<Phase> phases = new ArrayList<>();
        DriftWatch watch = DriftWatch.CALM;
        for (int i = 0; i < story.length(); i++) {
            watch = watch.next(story.charAt(i) == '!', Optional.of(DRIFT), i);
            phases.add(watch.phase());
        }
        return phases;
    }
}

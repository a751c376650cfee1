package io.plumbline.streams.domain.trend.watch;

import io.plumbline.streams.domain.regression.watch.Phase;
import java.util.Optional;

/**
 * Follows one metric from window to window: whether its trend calls for somebody, since when, and whether it is over.
 *
 * @param phase null: there is nothing to say
 * @param onsetMicros start of the window after which it was first suspected
 * @param windows for how many windows in a row it was as the phase says, that of its beginning not counted
 * @param drift as it was last known
 */
public record DriftWatch(Phase phase, long onsetMicros, int windows, Drift drift) {
    static final DriftWatch CALM = new DriftWatch(null, 0, 0, null);

    /** So many windows later it is confirmed when it still is so, and so many without it end it. */
    static final int PATIENCE = 3;

    /** @param now what is known of the drift; empty: as before */
    DriftWatch next(boolean isAlarming, Optional<Drift> now, long startMicros) {
        Drift known = now.orElse(drift);
        if (phase == null || phase.isLast()) {
            return isAlarming ? new DriftWatch(Phase.SUSPECTED, startMicros, 0, known) : CALM;
        }
        return switch (phase) {
            case SUSPECTED -> isAlarming ? suspected(known) : to(Phase.DISMISSED, known);
            case CONFIRMED ->
                isAlarming
                        ? to(Phase.CONFIRMED, known)
                        : to(Phase.RETURNING, known).counted(1);
            case RETURNING -> isAlarming ? to(Phase.CONFIRMED, known) : returning(known);
            case ENDED, DISMISSED -> throw new IllegalStateException("an episode that is over does not go on");
        };
    }

    private DriftWatch suspected(Drift known) {
        return windows + 1 >= PATIENCE
                ? to(Phase.CONFIRMED, known)
                : to(Phase.SUSPECTED, known).counted(windows + 1);
    }

    private DriftWatch returning(Drift known) {
        return windows + 1 >= PATIENCE
                ? to(Phase.ENDED, known)
                : to(Phase.RETURNING, known).counted(windows + 1);
    }

    private DriftWatch to(Phase next, Drift known) {
        return new DriftWatch(next, onsetMicros, 0, known);
    }

    private DriftWatch counted(int count) {
        return new DriftWatch(phase, onsetMicros, count, drift);
    }
}

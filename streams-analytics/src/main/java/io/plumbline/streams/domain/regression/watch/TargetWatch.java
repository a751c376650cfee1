package io.plumbline.streams.domain.regression.watch;

import io.plumbline.streams.domain.regression.Direction;
import io.plumbline.streams.domain.regression.Robust;
import io.plumbline.streams.domain.regression.comparison.MetricRule;
import java.util.Arrays;
import java.util.Optional;

/**
 * Watches one metric of one series for a limit that it must keep. A window misses it when even the best value that its
 * events leave possible does. Mutable, and not thread-safe.
 */
public final class TargetWatch {
    /** So many windows in a row confirm, or end, a miss. */
    private static final int AGREEMENT = 3;

    private State state;

    /**
     * What there is to keep of it.
     *
     * @param phase null while the target is kept
     * @param onsetMicros start of the first window that missed it
     * @param missed windows in a row
     * @param kept windows in a row
     * @param last values of the last windows
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record State(Phase phase, long onsetMicros, int missed, int kept, float[] last) {}

    public TargetWatch() {
        this(new State(null, 0, 0, 0, new float[0]));
    }

    public TargetWatch(State state) {
        this.state = state;
    }

    public State state() {
        return state;
    }

    /**
     * Takes the next window.
     *
     * @param rule which way is worse; its tolerance is the unit of severity
     * @param atBest the best value that is not ruled out with 95 % confidence; NaN where the events are too few to say
     */
    public Optional<Observation> add(MetricRule rule, double limit, long startMicros, double value, double atBest) {
        if (Double.isNaN(value) || Double.isNaN(atBest)) {
            return Optional.empty();
        }
        boolean isMissed = rule.worse() == Direction.DOWN ? atBest < limit : atBest > limit;
        float[] last =
                Arrays.copyOfRange(state.last, Math.max(0, state.last.length + 1 - AGREEMENT), state.last.length + 1);
        last[last.length - 1] = (float) value;
        int missed = isMissed ? state.missed + 1 : 0;
        int kept = isMissed ? 0 : state.kept + 1;
        boolean isFirst = state.phase == null;
        Phase phase = isFirst ? first(isMissed) : next(state.phase, missed, kept);
        long onsetMicros = isFirst ? startMicros : state.onsetMicros;
        boolean isOver = phase == null || phase.isLast();
        state = new State(isOver ? null : phase, onsetMicros, missed, kept, last);
        return Optional.ofNullable(phase).map(said -> observed(said, rule, limit));
    }

    private static Phase first(boolean isMissed) {
        return isMissed ? Phase.SUSPECTED : null;
    }

    private static Phase next(Phase phase, int missed, int kept) {
        if (phase == Phase.SUSPECTED) {
            return missed >= AGREEMENT ? Phase.CONFIRMED : kept >= AGREEMENT ? Phase.DISMISSED : phase;
        }
        return missed > 0 ? Phase.CONFIRMED : kept >= AGREEMENT ? Phase.ENDED : Phase.RETURNING;
    }

    private Observation observed(Phase phase, MetricRule rule, double limit) {
        double[] last = new double[state.last.length];
        Arrays.setAll(last, i -> state.last[i]);
        double now = Robust.median(last);
        return new Observation.Worse(
                phase,
                ChangeKind.TARGET,
                state.onsetMicros,
                null,
                now,
                limit,
                rule.regression(limit, now),
                rule.tolerance(),
                null,
                0);
    }
}

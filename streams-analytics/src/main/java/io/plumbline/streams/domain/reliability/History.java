package io.plumbline.streams.domain.reliability;

import java.util.Comparator;
import java.util.List;

/** What happened to one thing, from its changes of state. */
public record History(List<StateChange> changes) {
    private static final double MICROS_PER_SECOND = 1e6;

    /** @param changes in any order; of those at the same time the later in the list counts */
    public History {
        changes = changes.stream()
                .sorted(Comparator.comparingLong(StateChange::atMicros))
                .toList();
    }

    /**
     * What was seen from one time to another. The state at the start is that of the last change before it; without one it is
     * unknown until the first change.
     *
     * @throws IllegalArgumentException if it ends before it starts
     */
    public Exposure between(long fromMicros, long toMicros) {
        if (toMicros < fromMicros) {
            throw new IllegalArgumentException("the time ends before it starts: " + fromMicros + " to " + toMicros);
        }
        Exposure exposure = Exposure.NONE;
        State state = State.UNKNOWN;
        long since = fromMicros;
        for (StateChange change : changes) {
            if (change.atMicros() >= toMicros) {
                break;
            }
            if (change.atMicros() >= fromMicros) {
                exposure =
                        exposure.plus(state, seconds(since, change.atMicros())).changed(state, change.state());
                since = change.atMicros();
            }
            state = change.state();
        }
        return exposure.plus(state, seconds(since, toMicros));
    }

    /** The same with what changed just when the time ends, which takes no time but is a failure or a repair that was seen. */
    public Exposure including(long fromMicros, long toMicros) {
        Exposure exposure = between(fromMicros, toMicros);
        State state = State.UNKNOWN;
        for (StateChange change : changes) {
            if (change.atMicros() == toMicros) {
                exposure = exposure.changed(state, change.state());
            }
            state = change.state();
        }
        return exposure;
    }

    private static double seconds(long fromMicros, long toMicros) {
        return (toMicros - fromMicros) / MICROS_PER_SECOND;
    }
}

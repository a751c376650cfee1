package io.plumbline.streams.domain.scaling.live;

import io.plumbline.streams.domain.scaling.live.RunMoment.Phase;
import io.plumbline.streams.domain.window.Origin;
import java.util.ArrayList;
import java.util.List;

/** What is known of a system and run besides its windows. Not thread-safe. */
public final class RunState {
    private static final long NEVER = Long.MIN_VALUE;

    private final List<RunMoment> moments = new ArrayList<>();
    private Origin origin = Origin.REAL;
    private long eventMicros = NEVER;
    private long heardMillis = NEVER;
    private long scoredMicros = NEVER;
    private boolean truncated;

    /**
     * What to keep of one.
     *
     * @param eventMicros end of the latest window, or the latest moment
     * @param heardMillis when something came last, by the wall clock
     * @param scoredMicros start of the latest window that was scored
     * @param truncated whether a run lasts longer than is looked back
     */
    public record State(
            List<RunMoment> moments,
            Origin origin,
            long eventMicros,
            long heardMillis,
            long scoredMicros,
            boolean truncated) {}

    public RunState() {}

    public RunState(State state) {
        moments.addAll(state.moments);
        origin = state.origin;
        eventMicros = state.eventMicros;
        heardMillis = state.heardMillis;
        scoredMicros = state.scoredMicros;
        truncated = state.truncated;
    }

    public State state() {
        return new State(List.copyOf(moments), origin, eventMicros, heardMillis, scoredMicros, truncated);
    }

    /** @return whether it was the first time */
    boolean heard(long micros, Origin from, long nowMillis) {
        boolean isFirst = heardMillis == NEVER;
        eventMicros = Math.max(eventMicros, micros);
        origin = origin.or(from);
        heardMillis = nowMillis;
        return isFirst;
    }

    /** The same moment, said again, replaces itself. */
    void add(RunMoment moment) {
        moments.removeIf(other -> other.phase() == moment.phase() && other.atMicros() == moment.atMicros());
        if (moments.size() >= LoadConfig.STAGES) {
            throw new IllegalArgumentException("a run cannot have more than " + LoadConfig.STAGES + " stages");
        }
        moments.add(moment);
    }

    void scored(long startMicros) {
        scoredMicros = startMicros;
    }

    void truncate() {
        truncated = true;
    }

    List<Segment> segments() {
        return Segment.of(moments);
    }

    public Origin origin() {
        return origin;
    }

    long eventMicros() {
        return eventMicros;
    }

    long heardMillis() {
        return heardMillis;
    }

    /** {@code Long.MIN_VALUE} before the first. */
    long scoredMicros() {
        return scoredMicros;
    }

    boolean isTruncated() {
        return truncated;
    }

    public boolean isFinished() {
        return moments.stream().anyMatch(moment -> moment.phase() == Phase.FINISHED);
    }
}

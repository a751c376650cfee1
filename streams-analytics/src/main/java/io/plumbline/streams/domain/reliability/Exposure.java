package io.plumbline.streams.domain.reliability;

/**
 * How long something was watched, and what happened meanwhile. Exposures of several nodes add up to that of all.
 *
 * @param failures changes from up to down
 * @param repairs changes from down to up
 */
public record Exposure(double upSeconds, double downSeconds, double unknownSeconds, int failures, int repairs) {
    public static final Exposure NONE = new Exposure(0, 0, 0, 0, 0);

    public Exposure plus(Exposure other) {
        return new Exposure(
                upSeconds + other.upSeconds,
                downSeconds + other.downSeconds,
                unknownSeconds + other.unknownSeconds,
                failures + other.failures,
                repairs + other.repairs);
    }

    Exposure plus(State state, double seconds) {
        return switch (state) {
            case UP -> new Exposure(upSeconds + seconds, downSeconds, unknownSeconds, failures, repairs);
            case DOWN -> new Exposure(upSeconds, downSeconds + seconds, unknownSeconds, failures, repairs);
            case UNKNOWN -> new Exposure(upSeconds, downSeconds, unknownSeconds + seconds, failures, repairs);
        };
    }

    /** A change that nobody saw, because it happened in unknown time, is neither a failure nor a repair: its time is not known. */
    Exposure changed(State from, State to) {
        int failed = from == State.UP && to == State.DOWN ? 1 : 0;
        int repaired = from == State.DOWN && to == State.UP ? 1 : 0;
        return new Exposure(upSeconds, downSeconds, unknownSeconds, failures + failed, repairs + repaired);
    }
}

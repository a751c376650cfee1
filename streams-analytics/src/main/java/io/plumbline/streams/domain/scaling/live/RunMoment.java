package io.plumbline.streams.domain.scaling.live;

import java.util.regex.Pattern;

/**
 * A moment in the life of a run.
 *
 * @param nodes that take part from here on; 0: not known
 * @param stage name of the stage that begins
 */
public record RunMoment(long atMicros, Phase phase, int nodes, String stage) {
    private static final Pattern NOT_MEASURED =
            Pattern.compile("warm[-_ ]?up|cool[-_ ]?down", Pattern.CASE_INSENSITIVE);

    /** What happens. */
    public enum Phase {
        STARTED,
        STAGE,
        FINISHED
    }

    public RunMoment {
        if (nodes < 0) {
            throw new IllegalArgumentException("a stage cannot have " + nodes + " nodes");
        }
    }

    /** Whether the stage is one to settle in or to come to rest, whose figures say nothing of its nodes. */
    boolean isAuxiliary() {
        return NOT_MEASURED.matcher(stage).find();
    }
}

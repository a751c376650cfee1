package io.plumbline.streams.domain.score;

import java.util.List;

/**
 * A way to a better grade.
 *
 * @param missing points of the score that it takes
 * @param changes one, or several where no single figure can do it
 */
public record Step(Grade grade, double missing, List<Change> changes) {
    /** A figure that must become better, all others staying as they are. */
    public record Change(Component component, double from, double to) {}
}

package io.plumbline.streams.domain.alert;

import io.plumbline.streams.domain.regression.Severity;
import io.plumbline.streams.domain.regression.watch.Phase;
import java.util.Comparator;

/**
 * The course of one episode of one metric, as far as it is known.
 *
 * @param said what its watch said last
 * @param atMicros end of the window after which it did
 * @param isCertain whether it was confirmed
 * @param held its severity: rises at once, falls when {@value #TO_FALL} windows in a row were below, to the worst of
 *     them. What returns keeps the one that it had
 * @param below windows in a row that were below
 * @param worstBelow the worst of these; without any, the least there is
 * @param windows windows in which it was away
 */
public record Track(
        Evidence said, long atMicros, boolean isCertain, Severity held, int below, Severity worstBelow, int windows) {
    static final int TO_FALL = 3;

    /** What leads comes first: the certain before suspicions, what lasts before what is over, then the worst. */
    static final Comparator<Track> LEADING_FIRST = Comparator.comparing(Track::isCertain)
            .thenComparing(track -> !track.isOver())
            .thenComparing(Track::held)
            .thenComparing(track -> track.said.effect())
            .reversed()
            .thenComparing(track -> track.said.key());

    /** The first window of an episode. */
    static Track first(Sighting sighting) {
        Evidence said = sighting.evidence();
        boolean certain = said.phase() == Phase.CONFIRMED;
        return new Track(said, sighting.atMicros(), certain, said.severity(), 0, Severity.MINOR, 1);
    }

    boolean isOver() {
        return said.phase().isLast();
    }

    boolean isAway() {
        return said.phase() == Phase.CONFIRMED;
    }

    /** Whether {@code sighting} says nothing new: of an earlier window, an earlier episode, or one that is over. */
    boolean isPast(Sighting sighting) {
        Evidence next = sighting.evidence();
        if (sighting.atMicros() < atMicros || next.onsetMicros() < said.onsetMicros()) {
            return true;
        }
        boolean same = next.onsetMicros() == said.onsetMicros();
        if (isOver()) {
            boolean isFinal = same && said.phase() == Phase.ENDED;
            return isFinal || sighting.atMicros() == atMicros || !next.phase().isAway();
        }
        return !same && !next.phase().isAway();
    }

    /** What follows with the next window, which may be of the next episode. */
    Track next(Sighting sighting) {
        Evidence next = sighting.evidence();
        if (isOver() || next.onsetMicros() != said.onsetMicros()) {
            return first(sighting);
        }
        boolean certain = isCertain || next.phase() == Phase.CONFIRMED;
        boolean counts = sighting.atMicros() > atMicros; // else it corrects the same window
        int nowAway = windows + (counts && next.phase().isAway() ? 1 : 0);
        Track same = new Track(next, sighting.atMicros(), certain, held, below, worstBelow, nowAway);
        return next.phase().isAway() ? same.weigh(next.severity(), counts) : same.hold(held);
    }

    /** What stays of it when its alert ends. */
    Seal seal(boolean accepted) {
        return new Seal(said.onsetMicros(), atMicros, said.phase() == Phase.ENDED || (accepted && !isOver()));
    }

    private Track weigh(Severity severity, boolean counts) {
        if (severity.compareTo(held) >= 0) {
            return hold(severity);
        }
        if (!counts) {
            return this;
        }
        Severity worst = severity.compareTo(worstBelow) > 0 ? severity : worstBelow;
        return below + 1 < TO_FALL
                ? new Track(said, atMicros, isCertain, held, below + 1, worst, windows)
                : hold(worst);
    }

    private Track hold(Severity severity) {
        return new Track(said, atMicros, isCertain, severity, 0, Severity.MINOR, windows);
    }
}

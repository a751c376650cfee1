package io.plumbline.streams.domain.health;

import java.util.Optional;

/**
 * One thing that is judged, of which only the latest finding counts.
 *
 * @param node empty: all nodes together
 * @param component part of the system's work
 * @param item the operation; empty: the node as a whole
 */
public record Aspect(String node, String component, Code code, String item) {
    /** Judged by what was measured. {@code text} says it in words; the limit is added. */
    Reason judged(Period period, Limits limits, double value, Unit unit, String text) {
        return judged(period, limits, value, value, unit, text);
    }

    /** Judged by {@code certain}, the part of {@code value} that chance does not explain. */
    Reason judged(Period period, Limits limits, double value, double certain, Unit unit, String text) {
        Status status = limits.judge(certain);
        double limit = limits.deciding(status);
        return new Reason(this, status, value, limit, unit, period, text + "; limit " + unit.text(limit));
    }

    /** Judged by how many of so many, as far as that is certain. Of none, nothing can be said. */
    Optional<Reason> judged(Period period, Limits limits, long hits, long of, String what) {
        if (of == 0) {
            return Optional.empty();
        }
        double share = (double) hits / of;
        double certain = Shares.atLeast(hits, of);
        String text = hits + " of " + of + " " + what + (hits == 0 ? "" : surely(share, certain));
        return Optional.of(judged(period, limits, share, certain, Unit.SHARE, text));
    }

    private static String surely(double share, double certain) {
        return " (" + Unit.SHARE.text(share) + ", surely " + Unit.SHARE.text(certain) + ")";
    }
}

package io.plumbline.streams.domain.health;

import io.plumbline.streams.domain.window.Origin;

/**
 * What holds of one aspect now. A worse finding holds at once, a better one only when enough of them came in a row; what
 * stops coming does not hold for ever. Mutable; one thread owns it.
 */
public final class Standing {
    private Reason held;
    private Reason worstSince; // of the better findings since the bad one; null: none
    private int owed; // better findings that must still come
    private boolean expired;
    private Origin origin;
    private int source;
    private long validMillis;
    private long endMicros;
    private long heardMillis;

    /** What time has done to a standing. */
    enum Change {
        NONE,
        CHANGED,
        GONE
    }

    /** The parts of a standing, for its codec. {@code worstSince} may be null. */
    public record State(
            Reason held,
            Reason worstSince,
            int owed,
            boolean expired,
            Origin origin,
            int source,
            long validMillis,
            long endMicros,
            long heardMillis) {}

    /** The first finding of an aspect. */
    Standing(Finding first, Patience patience, long nowMillis) {
        hear(first, nowMillis);
        endMicros = first.reason().period().endMicros();
        hold(first.reason(), patience);
        if (patience.isHistory(first, nowMillis)) {
            held = held.as(Status.UNKNOWN, "no heartbeat of the present came yet");
        }
    }

    public Standing(State state) {
        held = state.held;
        worstSince = state.worstSince;
        owed = state.owed;
        expired = state.expired;
        origin = state.origin;
        source = state.source;
        validMillis = state.validMillis;
        endMicros = state.endMicros;
        heardMillis = state.heardMillis;
    }

    public State state() {
        return new State(held, worstSince, owed, expired, origin, source, validMillis, endMicros, heardMillis);
    }

    /** What it says now. */
    Reason reason() {
        return held;
    }

    Origin origin() {
        return origin;
    }

    /** Whether its node left in good order. */
    boolean hasLeft() {
        return validMillis == Finding.FOR_GOOD;
    }

    /** Whether nobody asks for it any more, and it was well when last measured. */
    boolean isQuiet() {
        return expired && owed == 0 && held.aspect().code().absence() == Code.Absence.QUIET;
    }

    /** Takes the next finding. Returns whether more than figures changed. */
    boolean take(Finding finding, Patience patience, long nowMillis) {
        Reason reason = finding.reason();
        if (reason.aspect().code().absence() == Code.Absence.SILENCE) {
            return takeHeartbeat(finding, patience, nowMillis);
        }
        long end = reason.period().endMicros();
        if (end < endMicros || patience.isHistory(finding, nowMillis)) {
            return false; // of a time that is over
        }
        boolean corrects = end == endMicros;
        endMicros = end;
        hear(finding, nowMillis);
        return weigh(reason, corrects, patience);
    }

    /** What time does to it: what is not heard of any more does not hold. */
    Change age(Listening listening, Patience patience, long startedMillis, long nowMillis) {
        long silentMillis = nowMillis - Math.max(heardMillis, startedMillis);
        if (silentMillis > patience.forgetMillis()) {
            return Change.GONE;
        }
        if (expired || hasLeft()) {
            return Change.NONE;
        }
        return switch (held.aspect().code().absence()) {
            case SILENCE -> miss(listening, patience, nowMillis);
            case OVER -> silentMillis > validMillis ? Change.GONE : Change.NONE;
            case GAP, QUIET -> silentMillis > validMillis ? expire() : Change.NONE;
        };
    }

    /** Heartbeats count as they come, not by their clock: a clock may be set back. */
    private boolean takeHeartbeat(Finding finding, Patience patience, long nowMillis) {
        boolean left = hasLeft();
        if (!finding.isLast() && patience.isHistory(finding, nowMillis)) {
            heardMillis = nowMillis; // it says nothing of now, but its node is not known to be silent
            return false;
        }
        hear(finding, nowMillis);
        if (finding.isLast() || left) {
            hold(finding.reason(), patience);
            return left != hasLeft();
        }
        return weigh(finding.reason(), false, patience);
    }

    private boolean weigh(Reason reason, boolean corrects, Patience patience) {
        expired = false;
        if (owed == 0 || !held.status().isWorseThan(reason.status())) {
            return hold(reason, patience);
        }
        if (corrects) {
            return false; // the same window again is not one more
        }
        if (worstSince == null || !worstSince.status().isWorseThan(reason.status())) {
            worstSince = reason;
        }
        owed--;
        if (owed == 0) {
            hold(worstSince, patience);
        } else if (held.status() == Status.UNKNOWN) {
            held = reason.as(Status.UNKNOWN, reason.text() + "; measured again, but not for long enough");
        }
        return true;
    }

    private boolean hold(Reason reason, Patience patience) {
        int owedBefore = owed;
        boolean changed = held == null || held.status() != reason.status();
        held = reason;
        worstSince = null;
        owed = reason.status().isBad() ? patience.recoveryWindows() : 0;
        return changed || owed != owedBefore;
    }

    private Change miss(Listening listening, Patience patience, long nowMillis) {
        long silentMillis = nowMillis - heardMillis;
        if (silentMillis <= validMillis || !listening.hasHeard(source, validMillis, nowMillis)) {
            return Change.NONE;
        }
        double seconds = silentMillis / 1e3;
        String text = "no heartbeat for " + Unit.SECONDS.text(seconds);
        Reason silent = new Reason(
                held.aspect(), Status.CRITICAL, seconds, validMillis / 1e3, Unit.SECONDS, held.period(), text);
        return hold(silent, patience) ? Change.CHANGED : Change.NONE;
    }

    /** What was bad may still be: until it is measured well again it stays on the list. */
    private Change expire() {
        expired = true;
        held = held.as(Status.UNKNOWN, "not measured any more; when it last was: " + held.text());
        worstSince = null;
        return Change.CHANGED;
    }

    private void hear(Finding finding, long nowMillis) {
        heardMillis = nowMillis;
        origin = finding.origin();
        source = finding.source();
        validMillis = finding.validMillis();
    }
}

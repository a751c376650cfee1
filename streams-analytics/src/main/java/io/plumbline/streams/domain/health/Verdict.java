package io.plumbline.streams.domain.health;

import java.util.List;

/**
 * What was last reported of a subject.
 *
 * @param sinceMillis when it entered the status
 * @param changedMillis when status or reasons last changed
 * @param reportedMillis when it was last reported
 * @param signature its reasons without their figures
 */
public record Verdict(
        Status status, long sinceMillis, long changedMillis, long reportedMillis, List<String> signature) {
    /** The first verdict on a subject. */
    static Verdict first(RollUp rollUp, long nowMillis) {
        return new Verdict(rollUp.status(), nowMillis, nowMillis, nowMillis, rollUp.signature());
    }

    /** The verdict after this one, also where the clock was set back. */
    Verdict next(RollUp rollUp, long nowMillis) {
        long at = Math.max(nowMillis, reportedMillis);
        long since = rollUp.status() == status ? sinceMillis : at;
        long changed = isStill(rollUp) ? changedMillis : at;
        return new Verdict(rollUp.status(), since, changed, at, rollUp.signature());
    }

    boolean isStill(RollUp rollUp) {
        return rollUp.status() == status && rollUp.signature().equals(signature);
    }
}

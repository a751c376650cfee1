package io.plumbline.streams.domain.regression.watch;

/**
 * A change for the worse from the first suspicion on.
 *
 * @param onsetMicros start of its first window; it does not move
 * @param reference the level that it left, or the baseline
 * @param noise how far a median of five points strays from its level by chance, in parts of the level
 * @param size how much worse it was when it was suspected, or confirmed, in parts of {@code reference}
 * @param pValue of the test that confirmed; null before, and without one
 * @param baselineVersion 0: not compared with a baseline
 * @param before points of the regime that it left
 * @param points since the onset
 * @param agreed windows in a row that said so
 */
public record Episode(
        ChangeKind kind,
        Phase phase,
        long onsetMicros,
        double reference,
        double noise,
        double size,
        Double pValue,
        int baselineVersion,
        int before,
        int points,
        int agreed,
        Recovery recovery) {
    /** What came back sooner was a spike. */
    private static final int LONGEST_SPIKE = 10;

    static Episode step(long onsetMicros, double reference, double size, double noise, int before, int points) {
        return new Episode(
                ChangeKind.STEP,
                Phase.SUSPECTED,
                onsetMicros,
                reference,
                noise,
                size,
                null,
                0,
                before,
                points,
                0,
                Recovery.NONE);
    }

    static Episode awayFrom(Pinned baseline, double size, long onsetMicros, double noise) {
        return new Episode(
                ChangeKind.BASELINE,
                Phase.SUSPECTED,
                onsetMicros,
                baseline.level(),
                noise,
                size,
                null,
                baseline.version(),
                0,
                1,
                1,
                Recovery.NONE);
    }

    Episode grown() {
        return with(phase, points + 1, recovery);
    }

    /** How it stands after its last window, this much worse than the reference. */
    Episode next(double effect, WatchRule rule) {
        double near = Math.max(rule.tolerance() / 2, Math.min(noise, size / 2));
        boolean isAway = effect > Math.max(rule.tolerance(), near);
        Recovery way = isAway ? Recovery.NONE : recovery.next(effect <= near, points);
        Phase then = isAway ? Phase.CONFIRMED : effect <= near ? Phase.RETURNING : phase;
        return with(phase == Phase.SUSPECTED ? phase : then, points, way);
    }

    Episode again() {
        return with(kind, phase, size, pValue, agreed + 1);
    }

    /** @param effect how much worse it is now, in parts of the reference */
    Episode confirmed(ChangeKind as, double effect, Double p) {
        return with(as, Phase.CONFIRMED, Math.max(size, effect), p, agreed);
    }

    /** Its end: what was confirmed is over, what was not is dismissed. */
    Episode ended() {
        boolean isSpike = kind == ChangeKind.STEP && recovery.since() > 0 && recovery.since() <= LONGEST_SPIKE + 1;
        return with(
                isSpike ? ChangeKind.SPIKE : kind,
                phase == Phase.SUSPECTED ? Phase.DISMISSED : Phase.ENDED,
                size,
                pValue,
                agreed);
    }

    /** The same when what it is compared with has moved. */
    Episode overtaken() {
        return with(kind, Phase.ENDED, size, pValue, agreed);
    }

    boolean isOver(WatchRule rule) {
        return recovery.isOver(rule.recoveryWindows());
    }

    /** Points since it is back. */
    int returned() {
        return points - recovery.since() + 1;
    }

    Observation.Worse observed(double now, WatchRule rule) {
        return new Observation.Worse(
                phase,
                kind,
                onsetMicros,
                reference,
                now,
                null,
                rule.metric().regression(reference, now),
                rule.tolerance(),
                pValue,
                baselineVersion);
    }

    private Episode with(Phase newPhase, int newPoints, Recovery newRecovery) {
        return new Episode(
                kind,
                newPhase,
                onsetMicros,
                reference,
                noise,
                size,
                pValue,
                baselineVersion,
                before,
                newPoints,
                agreed,
                newRecovery);
    }

    private Episode with(ChangeKind newKind, Phase newPhase, double newSize, Double newPValue, int newAgreed) {
        return new Episode(
                newKind,
                newPhase,
                onsetMicros,
                reference,
                noise,
                newSize,
                newPValue,
                baselineVersion,
                before,
                points,
                newAgreed,
                recovery);
    }
}

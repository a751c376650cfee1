package io.plumbline.streams.domain.regression.watch;

import io.plumbline.streams.domain.regression.Change;
import io.plumbline.streams.domain.regression.Direction;
import io.plumbline.streams.domain.regression.Kind;
import io.plumbline.streams.domain.regression.OnlineDetector;
import io.plumbline.streams.domain.regression.Robust;
import java.util.List;
import java.util.Optional;

/**
 * Watches one metric of one series, window by window: the online detector raises a suspicion, the offline one confirms it on
 * the points around, and from then on the present level is compared with the one before until it is back (ADR 0019).
 * Mutable, and not thread-safe.
 */
public final class MetricWatch {
    /** A suspicion that was not confirmed within so many windows is none. */
    private static final int PATIENCE = 30;
    /** Windows in a row that must be away from a baseline. */
    private static final int AGREEMENT = 3;

    private final History history;
    private final Examination examination;
    private int regime;
    private Episode episode;
    private Hope hope;
    private int baselineVersion;

    /**
     * What there is to keep of it.
     *
     * @param regime so many of the points are of the present regime
     * @param episode null while steady
     * @param hope null if nothing became better lately
     * @param baselineVersion the last that it knew
     */
    public record State(Tail points, int regime, Episode episode, Hope hope, int baselineVersion) {}

    public MetricWatch() {
        this(new State(Tail.EMPTY, 0, null, null, 0));
    }

    /** @param state of which the archive, if it has one, is still missing */
    public MetricWatch(State state) {
        history = new History(state.points);
        examination = new Examination(history);
        regime = state.regime;
        episode = state.episode;
        hope = state.hope;
        baselineVersion = state.baselineVersion;
    }

    public State state() {
        return new State(history.tail(), regime, episode, hope, baselineVersion);
    }

    History history() {
        return history;
    }

    /**
     * Takes the next window.
     *
     * @param baseline as it is now
     * @param value NaN where it is missing: that says nothing, of an episode neither
     */
    public Optional<Observation> add(WatchRule rule, Pinned baseline, long startMicros, double value) {
        Optional<Observation> overtaken = rebase(rule, baseline);
        if (Double.isNaN(value)) {
            return overtaken;
        }
        if (overtaken.isPresent()) {
            remember(startMicros, value);
            return overtaken;
        }
        if (episode != null) {
            remember(startMicros, value);
            return Optional.of(follow(rule, baseline));
        }
        return watch(rule, baseline, startMicros, value);
    }

    /** What was learnt so far does not count any more. */
    Optional<Observation> learnAnew(WatchRule rule) {
        Optional<Observation> last = overtaken(rule);
        learnFromLast(0);
        hope = null;
        return last;
    }

    private Optional<Observation> overtaken(WatchRule rule) {
        return Optional.ofNullable(episode).map(open -> open.overtaken().observed(examination.present(open), rule));
    }

    /** A new version ends what was open against another, and says what to learn from. */
    private Optional<Observation> rebase(WatchRule rule, Pinned baseline) {
        boolean isNew = baseline.version() != baselineVersion;
        baselineVersion = baseline.version();
        boolean isReset = baseline.meaning() == Pinned.Meaning.RESET;
        boolean isSet = baseline.meaning() == Pinned.Meaning.SET && baseline.hasLevel();
        if (!isNew || !(isReset || isSet)) {
            return Optional.empty();
        }
        Optional<Observation> last = overtaken(rule);
        learnFromLast(isReset ? 0 : regime);
        hope = null;
        return last;
    }

    private Optional<Observation> watch(WatchRule rule, Pinned baseline, long startMicros, double value) {
        OnlineDetector detector = OnlineDetector.resumed(rule.tolerance(), history.last(regime));
        int known = regime;
        Optional<Change> change = detector.add(history.add(startMicros, value));
        regime = detector.kept();
        if (change.isPresent()) {
            return changed(rule, change.get(), known + 1 - regime);
        }
        if (hope != null) {
            hope = hope.next();
            Optional<Observation> better = better(rule);
            hope = hope.isOver() ? null : hope;
            return better;
        }
        if (examination.isAwayFrom(baseline, rule, regime)) {
            double[] level = examination.level(regime);
            double size = rule.metric().regression(baseline.level(), Robust.median(level));
            episode = Episode.awayFrom(baseline, size, startMicros, Examination.noise(level));
        }
        return Optional.ofNullable(episode).map(open -> open.observed(examination.present(open), rule));
    }

    private Optional<Observation> changed(WatchRule rule, Change change, int before) {
        boolean isWorse = rule.metric().worse().covers(change.before(), change.after());
        Hope former = hope;
        hope = null;
        if (!isWorse) {
            hope = new Hope(former == null ? change.before() : former.before(), regime, false);
            return Optional.empty();
        }
        if (former != null && former.isTakenBackBy(change.after(), rule)) {
            return Optional.empty();
        }
        if (rule.metric().tolerates(examination.usual(before, regime), change.after())) {
            return Optional.empty(); // noise that wanders goes up from a trough, to where it usually is
        }
        episode = suspected(rule, change, before, regime);
        return Optional.of(episode.observed(examination.present(episode), rule));
    }

    /** A change that began with the last {@code points}, after a regime of {@code before}. */
    private Episode suspected(WatchRule rule, Change change, int before, int points) {
        double noise = Examination.noise(examination.before(before, points));
        double size = rule.metric().regression(change.before(), change.after());
        return Episode.step(history.startOf(points), change.before(), size, noise, before, points);
    }

    private Observation follow(WatchRule rule, Pinned baseline) {
        Episode grown = episode.grown();
        double now = examination.present(grown);
        double effect = rule.metric().regression(grown.reference(), now);
        Episode next = grown.next(effect, rule);
        Episode later = null;
        if (next.isOver(rule)) {
            next = next.ended();
            learnFromReturned(next);
        } else if (next.phase() == Phase.SUSPECTED && next.kind() == ChangeKind.BASELINE) {
            next = checked(next, baseline, effect, rule);
        } else if (next.phase() == Phase.SUSPECTED) {
            List<Change> changes = effect > rule.tolerance() ? changes(next, now, rule) : List.of();
            next = examined(next, effect, changes);
            later = next.phase() == Phase.SUSPECTED ? instead(next, now, rule, changes) : null;
            next = later == null ? next : next.ended();
        }
        episode = next.phase().isLast() ? later : next;
        return next.observed(now, rule);
    }

    /** A suspicion against a baseline. */
    private Episode checked(Episode suspected, Pinned baseline, double effect, WatchRule rule) {
        if (!examination.isAwayFrom(baseline, rule, regime)) {
            return suspected.ended();
        }
        Episode again = suspected.again();
        return again.agreed() >= AGREEMENT ? again.confirmed(ChangeKind.BASELINE, effect, null) : again;
    }

    /** What the offline detector finds around a suspicion against the series' own past. */
    private List<Change> changes(Episode suspected, double now, WatchRule rule) {
        Direction direction = suspected.reference() < now ? Direction.UP : Direction.DOWN;
        return examination.changes(direction, rule, suspected.points());
    }

    private static Episode examined(Episode suspected, double effect, List<Change> changes) {
        Optional<Change> change = Examination.at(changes);
        if (change.isPresent()) {
            boolean isTrend = change.get().kind() == Kind.TREND;
            return suspected.confirmed(
                    isTrend ? ChangeKind.TREND : ChangeKind.STEP,
                    effect,
                    change.get().pValue());
        }
        return suspected.points() > PATIENCE ? suspected.ended() : suspected;
    }

    /**
     * What to suspect instead where the series did change, but later than it seemed: a small shift that nobody confirms
     * must not hide the great step after it. Null if it did not, or where it is still going on: of a step that has just
     * begun the detector sees little, and puts that too early.
     */
    private Episode instead(Episode suspected, double now, WatchRule rule, List<Change> changes) {
        Change change = Examination.after(changes).orElse(null);
        if (change == null || !rule.metric().tolerates(change.after(), now)) {
            return null;
        }
        regime = suspected.points() - change.index();
        return suspected(rule, change, suspected.before() + change.index(), regime);
    }

    private Optional<Observation> better(WatchRule rule) {
        if (hope.confirmed()) {
            return Optional.empty();
        }
        double now = Robust.median(history.last(hope.points()));
        Direction direction = hope.before() < now ? Direction.UP : Direction.DOWN;
        if (examination.confirmation(direction, rule, hope.points()).isEmpty()) {
            return Optional.empty();
        }
        hope = hope.fulfilled();
        return Optional.of(new Observation.Better(hope.before(), now, hope.points()));
    }

    /** The excursion is forgotten: what is left, and what was before it, is the level to learn from. */
    private void learnFromReturned(Episode over) {
        int returned = over.returned();
        if (over.kind() == ChangeKind.BASELINE) {
            learnFromLast(returned);
        } else {
            history.cut(returned, over.points() - returned);
            regime = Math.min(history.size(), over.before() + returned);
        }
    }

    private void learnFromLast(int points) {
        history.keepLast(points);
        regime = Math.min(points, history.size());
        episode = null;
    }

    private void remember(long startMicros, double value) {
        history.add(startMicros, value);
        regime = Math.min(regime + 1, history.size());
    }
}

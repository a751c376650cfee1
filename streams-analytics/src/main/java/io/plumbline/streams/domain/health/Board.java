package io.plumbline.streams.domain.health;

import io.plumbline.streams.domain.window.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps the standing of every aspect, and says what follows for nodes, components and systems. Not thread-safe. */
public final class Board {
    private final Table<Key, Standing> standings;
    private final Table<Subject, Verdict> verdicts;
    private final Patience patience;
    private final Listening listening = new Listening();
    private final long startedMillis;
    private boolean changed = true;
    private long dueMillis;

    /** What a standing is of. */
    public record Key(String system, String run, Aspect aspect) {
        Key heartbeat() {
            return new Key(system, run, new Aspect(aspect.node(), Components.NODE, Code.HEARTBEAT, ""));
        }

        boolean isOfNodeOf(Key other) {
            return system.equals(other.system)
                    && run.equals(other.run)
                    && aspect.node().equals(other.aspect.node());
        }
    }

    /** Takes what the board says. */
    public interface Emission {
        void report(Report report);

        /** Nothing is known of the subject any more; its last report said so. */
        void gone(Subject subject);
    }

    /**
     * @param standings what this board, and nobody else, keeps them in; likewise {@code verdicts}
     * @param startedMillis when this life of the board began: before that it heard nothing
     */
    public Board(
            Table<Key, Standing> standings, Table<Subject, Verdict> verdicts, Patience patience, long startedMillis) {
        this.standings = standings;
        this.verdicts = verdicts;
        this.patience = patience;
        this.startedMillis = startedMillis;
    }

    /** The heartbeats of {@code source} are being read. */
    public void beacon(int source, long nowMillis) {
        listening.beacon(source, nowMillis);
    }

    public void take(Finding finding, long nowMillis) {
        Key key = new Key(finding.system(), finding.run(), finding.reason().aspect());
        Standing standing = standings.get(key);
        if (standing == null) {
            begin(key, finding, nowMillis);
        } else if (!hasLeft(key) || finding.reason().aspect().code() == Code.HEARTBEAT) {
            touchIf(standing.take(finding, patience, nowMillis), key);
        }
        if (finding.isLast()) {
            forgetAllBut(key);
        }
    }

    /** Reports every subject whose health is another than before, or was not reported for the interval. */
    public void evaluate(long nowMillis, Emission emission) {
        age(nowMillis);
        if (!changed && nowMillis < dueMillis) {
            return;
        }
        changed = false;
        dueMillis = Long.MAX_VALUE;
        Map<Subject, List<Standing>> bySubject = Census.of(standings);
        Set<Subject> subjects = new LinkedHashSet<>(bySubject.keySet());
        verdicts.forEach((subject, verdict) -> subjects.add(subject));
        for (Subject subject : subjects) {
            List<Standing> ofSubject = bySubject.get(subject);
            settle(subject, ofSubject == null ? RollUp.NOTHING : RollUp.of(ofSubject), nowMillis, emission);
        }
    }

    /** A first finding of the past says nothing; only a node that was there once may be missing now. */
    private void begin(Key key, Finding finding, long nowMillis) {
        boolean heartbeat = finding.reason().aspect().code() == Code.HEARTBEAT;
        boolean mayBeMissed = heartbeat && !finding.isLast();
        if (patience.isHistory(finding, nowMillis) ? mayBeMissed : heartbeat || !hasLeft(key)) {
            standings.put(key, new Standing(finding, patience, nowMillis));
            changed = true;
        }
    }

    private boolean hasLeft(Key key) {
        Standing heartbeat = standings.get(key.heartbeat());
        return heartbeat != null && heartbeat.hasLeft();
    }

    /** A node that left takes its findings along: when it comes again, they are of an earlier life. */
    private void forgetAllBut(Key heartbeat) {
        List<Key> others = new ArrayList<>();
        standings.forEach((key, standing) -> {
            if (key.isOfNodeOf(heartbeat) && !key.equals(heartbeat)) {
                others.add(key);
            }
        });
        others.forEach(standings::remove);
        changed |= !others.isEmpty();
    }

    private void age(long nowMillis) {
        List<Key> gone = new ArrayList<>();
        standings.forEach((key, standing) -> {
            Standing.Change change = standing.age(listening, patience, startedMillis, nowMillis);
            touchIf(change == Standing.Change.CHANGED, key);
            if (change == Standing.Change.GONE) {
                gone.add(key);
            }
        });
        gone.forEach(standings::remove);
        changed |= !gone.isEmpty();
    }

    /** Figures alone are not kept at every change: after a restart, those of the last change stand until the next come. */
    private void touchIf(boolean isChange, Key key) {
        if (isChange) {
            standings.touch(key);
            changed = true;
        }
    }

    private void settle(Subject subject, RollUp rollUp, long nowMillis, Emission emission) {
        Verdict before = verdicts.get(subject);
        Verdict now = before == null ? Verdict.first(rollUp, nowMillis) : before.next(rollUp, nowMillis);
        boolean due = before == null
                || !before.isStill(rollUp)
                || nowMillis - before.reportedMillis() >= patience.intervalMillis();
        if (due) {
            verdicts.put(subject, now);
            emission.report(new Report(subject, rollUp, now));
        }
        dueMillis = Math.min(dueMillis, (due ? now : before).reportedMillis() + patience.intervalMillis());
        if (rollUp.lookedAt() == 0) {
            verdicts.remove(subject);
            emission.gone(subject);
        }
    }
}

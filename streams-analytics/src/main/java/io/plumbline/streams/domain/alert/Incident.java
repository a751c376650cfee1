package io.plumbline.streams.domain.alert;

import io.plumbline.streams.domain.regression.Severity;
import io.plumbline.streams.domain.window.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Confirmed alerts of one system and run that began together. Mutable; one thread owns it. */
public final class Incident {
    /** So many of its alerts are listed by id; each alert names its incident. */
    public static final int LISTED = 200;

    private final String id;
    private final Account.Key of;
    private final List<String> alerts;
    private final SortedSet<String> operations;
    private final SortedSet<String> nodes;
    private Origin origin;
    private Severity severity;
    private long onsetMicros;
    private long newestMicros;
    private long atMicros;
    private long changedMillis;
    private int open;
    private int count;
    private int nodesKnown;
    private boolean crowded;
    private double effect;
    private String lead;

    /**
     * An incident's parts.
     *
     * @param alerts ids of the first {@value #LISTED}
     * @param severity the worst that its alerts ever had
     * @param newestMicros the latest onset of its alerts
     * @param atMicros event time of its latest change; once it is closed, of its end
     * @param changedMillis the same by the wall clock
     * @param open alerts that are open
     * @param count alerts that it ever had
     * @param nodes those that stand out
     * @param nodesKnown nodes that there are; 0: not known
     * @param crowded whether further alerts were refused because too many are open
     * @param effect of the worst evidence that confirmed one of its alerts
     * @param lead that evidence in words
     */
    public record State(
            String id,
            Account.Key of,
            Origin origin,
            Severity severity,
            long onsetMicros,
            long newestMicros,
            long atMicros,
            long changedMillis,
            List<String> alerts,
            int open,
            int count,
            SortedSet<String> operations,
            SortedSet<String> nodes,
            int nodesKnown,
            boolean crowded,
            double effect,
            String lead) {
        public boolean isOpen() {
            return open > 0;
        }

        public Scope scope() {
            return Scope.of(nodes.size(), nodesKnown);
        }

        /** All this in a sentence for people. */
        public String text() {
            return IncidentText.of(this);
        }
    }

    /** An incident of one alert so far. */
    Incident(Alert first, Account account, long atMicros, long nowMillis) {
        id = AlertId.incident(first.id());
        of = Account.Key.of(first.series());
        alerts = new ArrayList<>();
        operations = new TreeSet<>();
        nodes = new TreeSet<>();
        origin = first.origin();
        severity = first.severity();
        onsetMicros = first.onsetMicros();
        newestMicros = first.onsetMicros();
        lead = "";
        join(first, account, atMicros, nowMillis);
    }

    public Incident(State state) {
        id = state.id;
        of = state.of;
        origin = state.origin;
        severity = state.severity;
        onsetMicros = state.onsetMicros;
        newestMicros = state.newestMicros;
        atMicros = state.atMicros;
        changedMillis = state.changedMillis;
        alerts = new ArrayList<>(state.alerts);
        open = state.open;
        count = state.count;
        operations = new TreeSet<>(state.operations);
        nodes = new TreeSet<>(state.nodes);
        nodesKnown = state.nodesKnown;
        crowded = state.crowded;
        effect = state.effect;
        lead = state.lead;
    }

    public State state() {
        return new State(
                id,
                of,
                origin,
                severity,
                onsetMicros,
                newestMicros,
                atMicros,
                changedMillis,
                List.copyOf(alerts),
                open,
                count,
                new TreeSet<>(operations),
                new TreeSet<>(nodes),
                nodesKnown,
                crowded,
                effect,
                lead);
    }

    String id() {
        return id;
    }

    boolean isOpen() {
        return open > 0;
    }

    /**
     * Whether an alert of that onset is part of it: began within the time of its beginning, or while it was open, within
     * the time of its latest alert.
     */
    boolean takes(long onset, AlertRules rules) {
        boolean reaches = onset - onsetMicros <= rules.reachMicros() && newestMicros - onset <= rules.reachMicros();
        boolean together = Math.abs(onset - onsetMicros) <= rules.togetherMicros();
        boolean during = onset >= onsetMicros && (isOpen() || onset <= atMicros);
        boolean chained = during && onset - newestMicros <= rules.togetherMicros();
        return reaches && (together || chained);
    }

    void join(Alert alert, Account account, long at, long nowMillis) {
        count++;
        open++;
        if (alerts.size() < LISTED) {
            alerts.add(alert.id());
        }
        operations.add(alert.series().operation());
        nodes.add(alert.series().node());
        operations.remove(""); // the resources of a node
        nodes.remove(""); // all nodes together
        onsetMicros = Math.min(onsetMicros, alert.onsetMicros());
        newestMicros = Math.max(newestMicros, alert.onsetMicros());
        change(account, at, nowMillis);
        follow(alert);
    }

    /** One of its alerts has ended. What is known by now of the system plays no part: an end may be noticed late. */
    void leave(long at, long nowMillis) {
        open--;
        change(at, nowMillis);
    }

    /** One of its alerts is of another severity. Returns whether that makes it worse. */
    boolean worsen(Alert alert, Account account, long at, long nowMillis) {
        boolean worse = alert.severity().compareTo(severity) > 0;
        if (worse) {
            change(account, at, nowMillis);
            follow(alert);
        }
        return worse;
    }

    /** There are more alerts than can be open. */
    void crowd(Account account, long at, long nowMillis) {
        crowded = true;
        change(account, at, nowMillis);
    }

    boolean isForgotten(long memoryMillis, long nowMillis) {
        return !isOpen() && nowMillis - changedMillis > memoryMillis;
    }

    private void change(Account account, long at, long nowMillis) {
        nodesKnown = Math.max(nodesKnown, account.nodesKnown());
        crowded |= account.isCrowded();
        change(at, nowMillis);
    }

    private void change(long at, long nowMillis) {
        atMicros = Math.max(atMicros, at);
        changedMillis = nowMillis;
    }

    /** The worst alert speaks for all. */
    private void follow(Alert alert) {
        origin = origin.or(alert.origin());
        Evidence leading = alert.state().leading().get(0).said();
        boolean worse = alert.severity().compareTo(severity) > 0;
        if (lead.isEmpty() || worse || (alert.severity() == severity && leading.effect() > effect)) {
            lead = AlertText.change(alert.series().operation(), leading);
            effect = leading.effect();
            severity = alert.severity();
        }
    }
}

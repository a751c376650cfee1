package io.plumbline.streams.domain.alert;

import io.plumbline.streams.domain.window.Series;
import io.plumbline.streams.domain.window.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps one open alert for each series that changed for the worse, and the incidents that they are part of. What it says
 * follows from sightings and decisions by event time; the wall clock only ends what nothing more is heard of. Not
 * thread-safe.
 */
public final class AlertBoard {
    private final Tables tables;
    private final AlertBook book;
    private final AlertRules rules;
    private final long startedMillis;

    /** What this board, and nobody else, keeps its state in. */
    public record Tables(
            Table<Series, Alert> open,
            Table<Series, Ended> ended,
            Table<String, Incident> incidents,
            Table<Account.Key, Account> accounts) {}

    /** Takes what the board says. */
    public interface Emission {
        void alert(Transition transition);

        /** An incident began, changed or is over. */
        void incident(Incident.State incident);

        /** The baseline of a series moves. */
        void accepted(Acceptance acceptance);
    }

    /** What became of a sighting. */
    public enum Outcome {
        TAKEN,
        /** It was of an episode that is over, or of an earlier window. */
        PAST,
        /** Its series has no alert, and there are too many already. */
        REFUSED
    }

    /** @param startedMillis when this life of the board began: before that it heard nothing */
    public AlertBoard(Tables tables, AlertRules rules, long startedMillis) {
        this.tables = tables;
        this.book = new AlertBook(tables, rules);
        this.rules = rules;
        this.startedMillis = startedMillis;
    }

    public Outcome take(Sighting sighting, long nowMillis, Emission out) {
        Account account = book.account(sighting, nowMillis);
        Alert alert = tables.open.get(sighting.series());
        if (alert != null && book.isDue(alert, sighting.atMicros())) {
            book.resolve(alert, nowMillis, out);
            alert = null;
        }
        if (alert == null) {
            return begin(sighting, account, nowMillis, out);
        }
        if (!alert.take(sighting, nowMillis)) {
            return Outcome.PAST;
        }
        tables.open.touch(sighting.series());
        follow(alert, nowMillis, out);
        return Outcome.TAKEN;
    }

    /** Returns why the decision cannot be followed; empty if it was. */
    public Optional<String> decide(Decision decision, long nowMillis, Emission out) {
        if (decision.author().isBlank()) {
            return Optional.of("nobody is named as its author");
        }
        Account.Key key = new Account.Key(decision.system(), decision.run());
        book.resolveUntil(key, decision.atMicros(), nowMillis, out);
        List<Alert> found = book.open(alert -> alert.id().equals(decision.alert())
                && Account.Key.of(alert.series()).equals(key));
        if (found.isEmpty()) {
            return Optional.of("no alert " + decision.alert() + " of " + key.system() + "/" + key.run() + " is open");
        }
        return switch (decision.action()) {
            case ACKNOWLEDGE -> acknowledge(found.get(0), decision, nowMillis, out);
            case ACCEPT -> accept(found.get(0), decision, nowMillis, out);
        };
    }

    /** Time goes on without sightings. */
    public void pass(long nowMillis, Emission out) {
        book.open(alert -> alert.isWaiting() && nowMillis - heard(alert) >= rules.holdMicros() / 1_000)
                .forEach(alert -> book.resolve(alert, nowMillis, out));
        book.open(alert -> rules.isSilent(heard(alert), nowMillis)).forEach(alert -> expire(alert, nowMillis, out));
        book.forget(startedMillis, nowMillis);
    }

    /** Visits the status of each open alert. */
    public void forEachStatus(Consumer<Status> visitor) {
        tables.open.forEach((series, alert) -> visitor.accept(alert.status()));
    }

    private Outcome begin(Sighting sighting, Account account, long nowMillis, Emission out) {
        Ended before = book.ended(sighting.series());
        if (before != null && before.covers(sighting)) {
            tables.ended.put(sighting.series(), before.heard(nowMillis));
            return Outcome.PAST;
        }
        if (!sighting.evidence().phase().isAway()) {
            return Outcome.PAST;
        }
        if (account.open() >= rules.openLimit()) {
            book.crowd(sighting, account, nowMillis, out);
            return Outcome.REFUSED;
        }
        long onset = sighting.evidence().onsetMicros();
        String last = before != null && onset <= before.atMicros() ? before.id() : "";
        String id = AlertId.of(sighting.series(), onset, last);
        book.begin(new Alert(id, sighting, nowMillis), account, nowMillis, out);
        return Outcome.TAKEN;
    }

    /** Makes the transitions that the evidence asks for. */
    private void follow(Alert alert, long nowMillis, Emission out) {
        Status before = alert.status();
        while (alert.step(rules.holdMicros())) {
            String reason = before == Status.SUSPECTED && alert.status().isEnd() ? "not confirmed" : "";
            book.say(alert, before, Cause.because(reason, alert.atMicros()), nowMillis, out);
            before = alert.status();
        }
    }

    /** Nothing is known of the time since, so the end is where knowledge ends. */
    private void expire(Alert alert, long nowMillis, Emission out) {
        Status before = alert.status();
        alert.move(Status.RESOLVED);
        book.say(alert, before, Cause.because("no data any more", alert.atMicros()), nowMillis, out);
    }

    /** What is not certain now is acknowledged in advance. */
    private Optional<String> acknowledge(Alert alert, Decision decision, long nowMillis, Emission out) {
        if (!alert.acknowledgedBy().isEmpty()) {
            return Optional.of("alert " + alert.id() + " was acknowledged by " + alert.acknowledgedBy() + " already");
        }
        Status before = alert.status();
        alert.acknowledge(decision.author());
        alert.move(before == Status.CONFIRMED ? Status.ACKNOWLEDGED : before);
        book.say(alert, before, Cause.of(decision), nowMillis, out);
        return Optional.empty();
    }

    private Optional<String> accept(Alert alert, Decision decision, long nowMillis, Emission out) {
        if (alert.isOver()) {
            return Optional.of("alert " + alert.id() + " is back where it was: there is nothing to accept");
        }
        Acceptance acceptance = Acceptance.of(alert, decision);
        Status before = alert.status();
        alert.move(Status.ACCEPTED);
        book.say(alert, before, Cause.of(decision), nowMillis, out);
        out.accepted(acceptance);
        return Optional.empty();
    }

    private long heard(Alert alert) {
        return Math.max(alert.heardMillis(), startedMillis);
    }
}

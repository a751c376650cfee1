package io.plumbline.streams.domain.alert;

import io.plumbline.streams.domain.window.Series;
import io.plumbline.streams.domain.window.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Keeps one open alert for each series that changed for the worse, and the incidents that they are part of. What it says
 * follows from sightings and decisions by event time; the wall clock only ends what nothing more is heard of. Not
 * thread-safe.
 */
public final class AlertBoard {
    private static final Comparator<Alert> BY_ID = Comparator.comparing(Alert::id);
    private static final String NOBODY = "";

    private final Tables tables;
    private final AlertRules rules;
    private final Incidents incidents;
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
        this.rules = rules;
        this.incidents = new Incidents(tables.incidents, rules);
        this.startedMillis = startedMillis;
    }

    public Outcome take(Sighting sighting, long nowMillis, Emission out) {
        Account account = account(sighting, nowMillis);
        Alert alert = tables.open.get(sighting.series());
        if (alert != null && isDue(alert, sighting.atMicros())) {
            resolve(alert, nowMillis, out);
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
        resolveUntil(key, decision.atMicros(), nowMillis, out);
        List<Alert> found = open(alert -> alert.id().equals(decision.alert())
                && Account.Key.of(alert.series()).equals(key));
        return found.isEmpty()
                ? Optional.of("no alert " + decision.alert() + " of " + key.system() + "/" + key.run() + " is open")
                : decide(found.get(0), decision, nowMillis, out);
    }

    /** Time goes on without sightings. */
    public void pass(long nowMillis, Emission out) {
        open(alert -> alert.isWaiting() && nowMillis - heard(alert) >= rules.holdMicros() / 1_000)
                .forEach(alert -> resolve(alert, nowMillis, out));
        open(alert -> rules.isSilent(heard(alert), nowMillis)).forEach(alert -> expire(alert, nowMillis, out));
        forget(nowMillis);
    }

    /** Visits the status of each open alert. */
    public void forEachStatus(Consumer<Status> visitor) {
        tables.open.forEach((series, alert) -> visitor.accept(alert.status()));
    }

    private Outcome begin(Sighting sighting, Account account, long nowMillis, Emission out) {
        Ended before = tables.ended.get(sighting.series());
        if (before != null && before.covers(sighting)) {
            tables.ended.put(sighting.series(), before.heard(nowMillis));
            return Outcome.PAST;
        }
        if (!sighting.evidence().phase().isAway()) {
            return Outcome.PAST;
        }
        if (account.open() >= rules.openLimit()) {
            if (account.crowd()) {
                tables.accounts.touch(Account.Key.of(sighting.series()));
                incidents.crowd(account, sighting.atMicros(), nowMillis).ifPresent(i -> out.incident(i.state()));
            }
            return Outcome.REFUSED;
        }
        long onset = sighting.evidence().onsetMicros();
        String last = before != null && onset <= before.atMicros() ? before.id() : "";
        Alert alert = new Alert(AlertId.of(sighting.series(), onset, last), sighting, nowMillis);
        tables.open.put(sighting.series(), alert);
        account.opened();
        alert.move(alert.status());
        emit(alert, null, sighting.atMicros(), NOBODY, "", nowMillis, out);
        return Outcome.TAKEN;
    }

    /** Makes the transitions that the evidence asks for. */
    private void follow(Alert alert, long nowMillis, Emission out) {
        Status before = alert.status();
        while (alert.step(rules.holdMicros())) {
            String reason = before == Status.SUSPECTED && alert.status().isEnd() ? "not confirmed" : "";
            emit(alert, before, alert.atMicros(), NOBODY, reason, nowMillis, out);
            before = alert.status();
        }
    }

    private boolean isDue(Alert alert, long atMicros) {
        return alert.isWaiting() && alert.resolvedMicros(rules.holdMicros()) <= atMicros;
    }

    private void resolve(Alert alert, long nowMillis, Emission out) {
        alert.move(Status.RESOLVED);
        long at = alert.resolvedMicros(rules.holdMicros());
        emit(alert, Status.RECOVERING, at, NOBODY, "", nowMillis, out);
    }

    /** Nothing is known of the time since, so the end is where knowledge ends. */
    private void expire(Alert alert, long nowMillis, Emission out) {
        Status before = alert.status();
        alert.move(Status.RESOLVED);
        emit(alert, before, alert.atMicros(), NOBODY, "no data any more", nowMillis, out);
    }

    private Optional<String> decide(Alert alert, Decision decision, long nowMillis, Emission out) {
        return switch (decision.action()) {
            case ACKNOWLEDGE -> acknowledge(alert, decision, nowMillis, out);
            case ACCEPT -> accept(alert, decision, nowMillis, out);
        };
    }

    /** What is not certain now is acknowledged in advance. */
    private Optional<String> acknowledge(Alert alert, Decision decision, long nowMillis, Emission out) {
        if (!alert.acknowledgedBy().isEmpty()) {
            return Optional.of("alert " + alert.id() + " was acknowledged by " + alert.acknowledgedBy() + " already");
        }
        Status before = alert.status();
        alert.acknowledge(decision.author());
        alert.move(before == Status.CONFIRMED ? Status.ACKNOWLEDGED : before);
        emit(alert, before, decision.atMicros(), decision.author(), decision.reason(), nowMillis, out);
        return Optional.empty();
    }

    private Optional<String> accept(Alert alert, Decision decision, long nowMillis, Emission out) {
        if (alert.isOver()) {
            return Optional.of("alert " + alert.id() + " is back where it was: there is nothing to accept");
        }
        Acceptance acceptance = Acceptance.of(alert, decision);
        Status before = alert.status();
        alert.move(Status.ACCEPTED);
        emit(alert, before, decision.atMicros(), decision.author(), decision.reason(), nowMillis, out);
        out.accepted(acceptance);
        return Optional.empty();
    }

    /** The incident first, so that the alert can name it. */
    private void emit(Alert alert, Status before, long at, String author, String reason, long nowMillis, Emission out) {
        Account.Key key = Account.Key.of(alert.series());
        Account account = tables.accounts.get(key);
        Optional<Incident> changed = Optional.empty();
        if (alert.status().isCertain() && alert.incident().isEmpty()) {
            resolveUntil(key, alert.onsetMicros(), nowMillis, out);
            changed = Optional.of(incidents.join(alert, account, at, nowMillis));
        } else if (alert.status().isEnd()) {
            close(alert, account, nowMillis);
            changed = incidents.leave(alert, at, nowMillis);
        } else {
            changed = incidents.worsen(alert, account, at, nowMillis);
        }
        if (!alert.status().isEnd()) {
            tables.open.touch(alert.series());
        }
        tables.accounts.touch(key);
        out.alert(new Transition(alert.state(), before, at, author, reason));
        changed.ifPresent(incident -> out.incident(incident.state()));
    }

    /** An incident is over when its last alert is, also where nobody has noticed yet. */
    private void resolveUntil(Account.Key key, long atMicros, long nowMillis, Emission out) {
        open(alert -> isDue(alert, atMicros) && Account.Key.of(alert.series()).equals(key))
                .forEach(alert -> resolve(alert, nowMillis, out));
    }

    private void close(Alert alert, Account account, long nowMillis) {
        Series series = alert.series();
        tables.open.remove(series);
        tables.ended.put(series, Ended.of(alert, tables.ended.get(series), nowMillis));
        account.closed();
    }

    private void forget(long nowMillis) {
        List<Series> series = new ArrayList<>();
        tables.ended.forEach((key, ended) -> {
            if (nowMillis - Math.max(ended.heardMillis(), startedMillis) > rules.memoryMillis()) {
                series.add(key);
            }
        });
        series.forEach(tables.ended::remove);
        List<Account.Key> accounts = new ArrayList<>();
        tables.accounts.forEach((key, account) -> {
            if (incidents.forget(account, nowMillis)) {
                tables.accounts.touch(key);
            }
            if (account.isForgotten(rules.memoryMillis(), nowMillis)) {
                accounts.add(key);
            }
        });
        accounts.forEach(tables.accounts::remove);
    }

    private Account account(Sighting sighting, long nowMillis) {
        Account.Key key = Account.Key.of(sighting.series());
        Account account = tables.accounts.get(key);
        if (account == null) {
            account = new Account();
        }
        account.see(sighting, nowMillis);
        tables.accounts.put(key, account);
        return account;
    }

    /** In an order that does not depend on the tables'. */
    private List<Alert> open(Predicate<Alert> which) {
        List<Alert> found = new ArrayList<>();
        tables.open.forEach((series, alert) -> {
            if (which.test(alert)) {
                found.add(alert);
            }
        });
        found.sort(BY_ID);
        return found;
    }

    private long heard(Alert alert) {
        return Math.max(alert.heardMillis(), startedMillis);
    }
}

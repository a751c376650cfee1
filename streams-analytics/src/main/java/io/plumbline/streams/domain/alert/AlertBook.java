package io.plumbline.streams.domain.alert;

import io.plumbline.streams.domain.window.Series;
import io.plumbline.streams.domain.window.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Keeps alerts and what belongs to them, and says each transition once it is kept. */
final class AlertBook {
    private static final Comparator<Alert> BY_ID = Comparator.comparing(Alert::id);

    private final AlertBoard.Tables tables;
    private final AlertRules rules;
    private final Incidents incidents;

    AlertBook(AlertBoard.Tables tables, AlertRules rules) {
        this.tables = tables;
        this.rules = rules;
        this.incidents = new Incidents(tables.incidents(), rules);
    }

    /** The account of the sighting's system and run, which has seen it. */
    Account account(Sighting sighting, long nowMillis) {
        Account.Key key = Account.Key.of(sighting.series());
        Account account = tables.accounts().get(key);
        if (account == null) {
            account = new Account();
        }
        account.see(sighting, nowMillis);
        tables.accounts().put(key, account);
        return account;
    }

    /** In an order that does not depend on the tables'. */
    List<Alert> open(Predicate<Alert> which) {
        List<Alert> found = new ArrayList<>();
        tables.open().forEach((series, alert) -> {
            if (which.test(alert)) {
                found.add(alert);
            }
        });
        found.sort(BY_ID);
        return found;
    }

    /** What was heard of the series' last alert, if that has ended; null: nothing. */
    Ended ended(Series series) {
        return tables.ended().get(series);
    }

    void begin(Alert alert, Account account, long nowMillis, AlertBoard.Emission out) {
        tables.open().put(alert.series(), alert);
        account.opened();
        alert.move(alert.status());
        say(alert, null, Cause.at(alert.atMicros()), nowMillis, out);
    }

    /** A further alert has no room. */
    void crowd(Sighting sighting, Account account, long nowMillis, AlertBoard.Emission out) {
        if (account.crowd()) {
            tables.accounts().touch(Account.Key.of(sighting.series()));
            incidents
                    .crowd(account, sighting.atMicros(), nowMillis)
                    .ifPresent(incident -> out.incident(incident.state()));
        }
    }

    boolean isDue(Alert alert, long atMicros) {
        return alert.isWaiting() && alert.resolvedMicros(rules.holdMicros()) <= atMicros;
    }

    void resolve(Alert alert, long nowMillis, AlertBoard.Emission out) {
        alert.move(Status.RESOLVED);
        Cause holdOver = Cause.at(alert.resolvedMicros(rules.holdMicros()));
        say(alert, Status.RECOVERING, holdOver, nowMillis, out);
    }

    /** What is resolved by then is so for whoever asks, also where nobody has noticed yet. */
    void resolveUntil(Account.Key key, long atMicros, long nowMillis, AlertBoard.Emission out) {
        open(alert -> isDue(alert, atMicros) && Account.Key.of(alert.series()).equals(key))
                .forEach(alert -> resolve(alert, nowMillis, out));
    }

    /** The alert moved. Its incident is changed first, so that the alert can name it. */
    void say(Alert alert, Status before, Cause cause, long nowMillis, AlertBoard.Emission out) {
        Account.Key key = Account.Key.of(alert.series());
        Account account = tables.accounts().get(key);
        long at = cause.atMicros();
        Optional<Incident> changed;
        if (alert.status().isEnd()) {
            close(alert, account, nowMillis);
            changed = incidents.leave(alert, at, nowMillis);
        } else if (alert.status().isCertain() && alert.incident().isEmpty()) {
            resolveUntil(key, alert.onsetMicros(), nowMillis, out);
            changed = Optional.of(incidents.join(alert, account, at, nowMillis));
            tables.open().touch(alert.series());
        } else {
            changed = incidents.worsen(alert, account, at, nowMillis);
            tables.open().touch(alert.series());
        }
        tables.accounts().touch(key);
        out.alert(new Transition(alert.state(), before, at, cause.author(), cause.reason()));
        changed.ifPresent(incident -> out.incident(incident.state()));
    }

    /** Forgets what ended long ago. */
    void forget(long startedMillis, long nowMillis) {
        removeAll(
                tables.ended(),
                ended -> nowMillis - Math.max(ended.heardMillis(), startedMillis) > rules.memoryMillis());
        tables.accounts().forEach((key, account) -> {
            if (incidents.forget(account, nowMillis)) {
                tables.accounts().touch(key);
            }
        });
        removeAll(tables.accounts(), account -> account.isForgotten(rules.memoryMillis(), nowMillis));
    }

    private void close(Alert alert, Account account, long nowMillis) {
        Series series = alert.series();
        tables.open().remove(series);
        tables.ended().put(series, Ended.of(alert, ended(series), nowMillis));
        account.closed();
    }

    private static <K, V> void removeAll(Table<K, V> table, Predicate<V> which) {
        List<K> keys = new ArrayList<>();
        table.forEach((key, value) -> {
            if (which.test(value)) {
                keys.add(key);
            }
        });
        keys.forEach(table::remove);
    }
}

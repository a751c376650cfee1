package io.plumbline.streams.domain.alert;

import io.plumbline.streams.domain.window.Table;
import java.util.List;
import java.util.Optional;

/** Finds the incident that an alert is part of, and keeps it up to date. */
final class Incidents {
    private final Table<String, Incident> incidents;
    private final AlertRules rules;

    Incidents(Table<String, Incident> incidents, AlertRules rules) {
        this.incidents = incidents;
        this.rules = rules;
    }

    /** The incident of an alert that was just confirmed: one that took it, or one that begins with it. */
    Incident join(Alert alert, Account account, long at, long nowMillis) {
        Optional<Incident> taking = newestFirst(account).stream()
                .filter(incident -> incident.takes(alert.onsetMicros(), rules))
                .findFirst();
        Incident incident = taking.orElseGet(() -> new Incident(alert, account, at, nowMillis));
        if (taking.isPresent()) {
            incident.join(alert, account, at, nowMillis);
            incidents.touch(incident.id());
        } else {
            incidents.put(incident.id(), incident);
            account.incidents().add(incident.id());
        }
        alert.join(incident.id());
        return incident;
    }

    Optional<Incident> leave(Alert alert, long at, long nowMillis) {
        return of(alert).map(incident -> {
            incident.leave(at, nowMillis);
            return touched(incident);
        });
    }

    /** Its incident, where the alert makes that worse. */
    Optional<Incident> worsen(Alert alert, Account account, long at, long nowMillis) {
        return of(alert)
                .filter(incident -> incident.worsen(alert, account, at, nowMillis))
                .map(this::touched);
    }

    /** The newest open incident, now that alerts are refused. */
    Optional<Incident> crowd(Account account, long at, long nowMillis) {
        return newestFirst(account).stream()
                .filter(Incident::isOpen)
                .findFirst()
                .map(incident -> {
                    incident.crowd(account, at, nowMillis);
                    return touched(incident);
                });
    }

    /** Forgets what ended long ago. Returns whether it did. */
    boolean forget(Account account, long nowMillis) {
        List<Incident> old = newestFirst(account).stream()
                .filter(incident -> incident.isForgotten(rules.memoryMillis(), nowMillis))
                .toList();
        old.forEach(incident -> {
            incidents.remove(incident.id());
            account.incidents().remove(incident.id());
        });
        return !old.isEmpty();
    }

    private Optional<Incident> of(Alert alert) {
        return Optional.ofNullable(incidents.get(alert.incident()));
    }

    private Incident touched(Incident incident) {
        incidents.touch(incident.id());
        return incident;
    }

    private List<Incident> newestFirst(Account account) {
        List<String> ids = account.incidents();
        return ids.stream()
                .sorted((one, other) -> Integer.compare(ids.indexOf(other), ids.indexOf(one)))
                .map(incidents::get)
                .toList();
    }
}

package io.plumbline.e2e.faults.check;

import io.plumbline.e2e.faults.check.Truth.Account;
import io.plumbline.e2e.faults.check.Truth.Place;
import io.plumbline.e2e.faults.ledger.Acknowledged;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what is stored with what Kafka acknowledged: every figure of every row, the accounts, and what was set aside. */
public final class Checker {
    private final Truth truth;
    private final List<Acknowledged> ledger;
    private final String system;
    private final List<String> topics;

    /**
     * @param truth from the topic
     * @param system whose rows are compared
     * @param topics whose unreadable records must be set aside
     */
    public Checker(Truth truth, List<Acknowledged> ledger, String system, List<String> topics) {
        this.truth = truth;
        this.ledger = List.copyOf(ledger);
        this.system = system;
        this.topics = List.copyOf(topics);
    }

    public Verdict check(Connection database) throws SQLException {
        Stored stored = new Stored(database, system);
        List<String> findings = new ArrayList<>();
        long lost = acknowledgedButGone(findings);
        List<Cell> doubled = new ArrayList<>();
        Map<Cell, Figures> rows = stored.rows(doubled);
        Map<Cell, Figures> expected = truth.rows();
        doubled.forEach(cell -> findings.add("two rows: " + cell));
        compareRows(expected, rows, findings);
        compareAccounts(stored, findings);
        for (String topic : topics) {
            compareQuarantine(stored, topic, findings);
        }
        stored.quarantinedBeside(topics).forEach(record -> findings.add("set aside without need: " + record));
        return new Verdict(
                truth.events(), ledger.size(), lost + difference(expected, rows), difference(rows, expected), findings);
    }

    private long acknowledgedButGone(List<String> findings) {
        List<Acknowledged> gone = truth.missing(ledger);
        gone.forEach(one -> findings.add("acknowledged, but not in Kafka: " + one));
        return gone.stream().mapToLong(Acknowledged::count).sum();
    }

    private static void compareRows(Map<Cell, Figures> expected, Map<Cell, Figures> rows, List<String> findings) {
        Set<Cell> cells = new HashSet<>(expected.keySet());
        cells.addAll(rows.keySet());
        cells.stream()
                .sorted(Comparator.comparingLong(Cell::windowMillis)
                        .thenComparingLong(Cell::startMillis)
                        .thenComparing(Cell::operation)
                        .thenComparing(Cell::node))
                .forEach(cell -> {
                    Figures wanted = expected.get(cell);
                    Figures there = rows.get(cell);
                    if (wanted == null) {
                        findings.add("a row that no event belongs to: " + cell + " " + there);
                    } else if (there == null) {
                        findings.add("no row: " + cell + " of " + wanted.events() + " events");
                    } else if (!wanted.equals(there)) {
                        findings.add("wrong row: " + cell + " is " + there + ", must be " + wanted);
                    }
                });
    }

    /** By the rows of a second over all nodes, where each event is once. */
    private static long difference(Map<Cell, Figures> left, Map<Cell, Figures> right) {
        return left.entrySet().stream()
                .filter(entry -> entry.getKey().windowMillis() == 1_000)
                .mapToLong(entry -> {
                    Figures other = right.get(entry.getKey());
                    long here = entry.getValue().events() + entry.getValue().late();
                    return Math.max(0, here - (other == null ? 0 : other.events() + other.late()));
                })
                .sum();
    }

    private void compareAccounts(Stored stored, List<String> findings) throws SQLException {
        Map<String, Long> missing = new HashMap<>();
        Map<String, Account> accounts = stored.accounts(missing);
        truth.accounts().forEach((boot, account) -> {
            if (!account.equals(accounts.get(boot))) {
                findings.add("account of boot " + boot + " is " + accounts.get(boot) + ", must be " + account);
            }
        });
        missing.forEach((boot, events) -> {
            if (events > 0) {
                findings.add(events + " events of boot " + boot + " never came to Kafka");
            }
        });
    }

    private void compareQuarantine(Stored stored, String topic, List<String> findings) throws SQLException {
        List<Place> quarantined = stored.quarantined(topic);
        Set<Place> distinct = new HashSet<>(quarantined);
        if (distinct.size() < quarantined.size()) {
            findings.add("set aside twice: " + (quarantined.size() - distinct.size()) + " records of " + topic);
        }
        Set<Place> unreadable = truth.unreadable(topic);
        unreadable.stream()
                .filter(place -> !distinct.contains(place))
                .forEach(place -> findings.add("poison that is not in quarantine: " + topic + " " + place));
        distinct.stream()
                .filter(place -> !unreadable.contains(place))
                .forEach(place -> findings.add("set aside without need: " + topic + " " + place));
    }
}

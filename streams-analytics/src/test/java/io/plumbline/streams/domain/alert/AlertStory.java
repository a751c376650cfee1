package io.plumbline.streams.domain.alert;

import io.plumbline.streams.domain.health.MapTable;
import io.plumbline.streams.domain.regression.Severity;
import io.plumbline.streams.domain.regression.watch.ChangeKind;
import io.plumbline.streams.domain.regression.watch.Phase;
import io.plumbline.streams.domain.window.Origin;
import io.plumbline.streams.domain.window.Series;
import io.plumbline.streams.topology.store.Codec;
import io.plumbline.streams.topology.store.Codecs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A board whose clocks the test moves: windows of a second, a hold of 5 s, incidents within 30 s. */
final class AlertStory implements AlertBoard.Emission {
    static final long SECOND = 1_000_000; // µs
    static final int NODES = 12;
    private static final AlertRules RULES = new AlertRules(5 * SECOND, 600_000, 3_600_000, 30 * SECOND, 4);

    final List<Transition> transitions = new ArrayList<>();
    final List<Incident.State> incidents = new ArrayList<>();
    final List<Acceptance> acceptances = new ArrayList<>();
    private final MapTable<Series, Alert> open = table(Codecs.ALERT);
    private final MapTable<Series, Ended> ended = table(Codecs.ENDED_ALERT);
    private final MapTable<String, Incident> kept = table(Codecs.INCIDENT);
    private final MapTable<Account.Key, Account> accounts = table(Codecs.ALERT_ACCOUNT);
    private final AlertRules rules;
    long micros = 1_700_000_000 * SECOND;
    long wallMillis = micros / 1_000;
    private AlertBoard board;

    AlertStory() {
        this(RULES);
    }

    AlertStory(AlertRules rules) {
        this.rules = rules;
        restart();
    }

    static AlertRules neverExpiring() {
        return new AlertRules(RULES.holdMicros(), 0, RULES.memoryMillis(), RULES.togetherMicros(), RULES.openLimit());
    }

    /** What one watch says of a metric of a series. */
    final class Watch {
        private final Series series;
        private final String metric;
        ChangeKind kind;
        private final long onsetMicros;
        Severity severity = Severity.MODERATE;
        double now = 13.1e6;
        double effect = .31;
        Origin origin = Origin.REAL;
        long windowMillis = 1_000;

        Watch(Series series, String metric, ChangeKind kind, long onsetMicros) {
            this.series = series;
            this.metric = metric;
            this.kind = kind;
            this.onsetMicros = onsetMicros;
        }

        Watch with(Severity newSeverity) {
            severity = newSeverity;
            return this;
        }

        AlertBoard.Outcome says(Phase phase) {
            return says(phase, micros);
        }

        AlertBoard.Outcome says(Phase phase, long atMicros) {
            return board.take(sighting(phase, atMicros), wallMillis, AlertStory.this);
        }

        Sighting sighting(Phase phase, long atMicros) {
            boolean target = kind == ChangeKind.TARGET;
            Evidence evidence = new Evidence(
                    metric,
                    "ns",
                    windowMillis,
                    kind,
                    phase,
                    onsetMicros,
                    target ? null : (Double) 10e6,
                    now,
                    target ? (Double) 10e6 : null,
                    effect,
                    severity,
                    .1,
                    null,
                    0);
            int nodes = series.node().isEmpty() ? NODES : 1;
            return new Sighting(series, "1.0", origin, nodes, atMicros, evidence);
        }
    }

    /** An episode of a metric of an operation over all nodes that begins now. */
    Watch watch(String metric) {
        return watch("vote", "", metric);
    }

    Watch watch(String operation, String node, String metric) {
        return new Watch(new Series("shop", "", operation, node), metric, ChangeKind.STEP, micros);
    }

    /** The same in a run. */
    Watch watchIn(String run) {
        return new Watch(new Series("shop", run, "vote", ""), "p95", ChangeKind.STEP, micros);
    }

    Watch target(String metric) {
        return new Watch(new Series("shop", "", "vote", ""), metric, ChangeKind.TARGET, micros);
    }

    /** A confirmed alert, two windows after its onset. */
    Watch confirmed(String operation, String node) {
        Watch watch = watch(operation, node, "p95");
        pass(1);
        watch.says(Phase.SUSPECTED);
        pass(1);
        watch.says(Phase.CONFIRMED);
        return watch;
    }

    /** Both clocks go on, with a tick each second. */
    void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            micros += SECOND;
            wait(1);
        }
    }

    /** Only the wall clock goes on. */
    void wait(int seconds) {
        for (int i = 0; i < seconds; i++) {
            wallMillis += 1_000;
            board.pass(wallMillis, this);
        }
    }

    /** Another process goes on with what was kept. */
    void restart() {
        open.restart();
        ended.restart();
        kept.restart();
        accounts.restart();
        board = new AlertBoard(new AlertBoard.Tables(open, ended, kept, accounts), rules, wallMillis);
    }

    Optional<String> acknowledge(String author) {
        return decide(last().alert().id(), Decision.Action.ACKNOWLEDGE, author);
    }

    Optional<String> accept(String author) {
        return decide(last().alert().id(), Decision.Action.ACCEPT, author);
    }

    Optional<String> decide(String alert, Decision.Action action, String author) {
        return decide("", alert, action, author);
    }

    Optional<String> decide(String run, String alert, Decision.Action action, String author) {
        return board.decide(new Decision("shop", run, alert, action, author, "because", micros), wallMillis, this);
    }

    /** Objects of any kind that the board keeps. */
    int kept() {
        int[] count = new int[1];
        open.forEach((key, value) -> count[0]++);
        ended.forEach((key, value) -> count[0]++);
        kept.forEach((key, value) -> count[0]++);
        accounts.forEach((key, value) -> count[0]++);
        return count[0];
    }

    Transition last() {
        return transitions.get(transitions.size() - 1);
    }

    Incident.State incident() {
        return incidents.get(incidents.size() - 1);
    }

    List<Status> statuses() {
        return transitions.stream().map(t -> t.alert().status()).toList();
    }

    List<String> ids() {
        return transitions.stream().map(t -> t.alert().id()).distinct().toList();
    }

    @Override
    public void alert(Transition transition) {
        transitions.add(transition);
    }

    @Override
    public void incident(Incident.State incident) {
        incidents.add(incident);
    }

    @Override
    public void accepted(Acceptance acceptance) {
        acceptances.add(acceptance);
    }

    /** What is kept is kept as the bytes of a changelog. */
    private static <K, V> MapTable<K, V> table(Codec<V> codec) {
        return new MapTable<>(value -> codec.decode(codec.encode(value)));
    }
}

package io.plumbline.streams.domain.health;

import io.plumbline.streams.domain.health.Subject.Scope;
import io.plumbline.streams.domain.window.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A board whose clock the test moves. Heartbeats every 5 s, windows of 10 s, three better findings to recover. */
final class Story implements Board.Emission {
    static final long EXPIRY_MILLIS = 60_000;
    static final long INTERVAL_MILLIS = 30_000;
    static final long FORGET_MILLIS = 3_600_000;
    static final long HEARTBEAT_MILLIS = 5_000;
    private static final Patience PATIENCE = new Patience(EXPIRY_MILLIS, 3, FORGET_MILLIS, INTERVAL_MILLIS);
    private static final Limits LIMITS = new Limits(0.5, 0.9);

    long now = 1_700_000_000_000L;
    final List<Report> reports = new ArrayList<>();
    final List<Subject> gone = new ArrayList<>();
    private final Map<Subject, Report> latest = new HashMap<>();
    private final MapTable<Board.Key, Standing> standings = new MapTable<>(s -> new Standing(s.state()));
    private final MapTable<Subject, Verdict> verdicts = new MapTable<>(v -> v);
    private boolean listening = true;
    private Board board = new Board(standings, verdicts, PATIENCE, now);

    /** A window that ends now and is so bad. */
    void window(String node, String component, Code code, Status status) {
        window(node, component, code, status, now);
    }

    void window(String node, String component, Code code, Status status, long endMillis) {
        double value = status == Status.HEALTHY ? 0.1 : status == Status.DEGRADED ? 0.7 : 0.95;
        Reason reason = new Aspect(node, component, code, "op")
                .judged(new Period(1_000 * (endMillis - 10_000), 10_000_000), LIMITS, value, Unit.SHARE, "measured");
        take(Finding.NO_SOURCE, EXPIRY_MILLIS, reason);
    }

    void cpu(String node, Status status) {
        window(node, Components.NODE, Code.CPU, status);
    }

    void heartbeat(String node) {
        heartbeat(node, now);
    }

    void heartbeat(String node, long atMillis) {
        Heartbeat heartbeat = new Heartbeat(node, 1_000 * atMillis, false, HEARTBEAT_MILLIS);
        take(0, heartbeat.validMillis(3), heartbeat.judge());
    }

    void stopped(String node, long atMillis) {
        Heartbeat heartbeat = new Heartbeat(node, 1_000 * atMillis, true, HEARTBEAT_MILLIS);
        take(0, heartbeat.validMillis(3), heartbeat.judge());
    }

    void take(int source, long validMillis, Reason reason) {
        board.take(new Finding("shop", "", Origin.REAL, source, validMillis, reason), now);
    }

    /** Time goes on, with a beacon and an evaluation each second, as in the topology. */
    void pass(long millis) {
        for (long left = millis; left > 0; left -= 1_000) {
            now += 1_000;
            if (listening) {
                board.beacon(0, now);
            }
            board.evaluate(now, this);
        }
    }

    /** The readers of heartbeats stand still, or work again. */
    void listen(boolean on) {
        listening = on;
    }

    void restart(long downMillis) {
        standings.restart();
        verdicts.restart();
        now += downMillis;
        board = new Board(standings, verdicts, PATIENCE, now);
    }

    Status system() {
        return of(Scope.SYSTEM, "").rollUp().status();
    }

    Status node(String node) {
        return of(Scope.NODE, node).rollUp().status();
    }

    Status component(String component) {
        return of(Scope.COMPONENT, component).rollUp().status();
    }

    Report of(Scope scope, String name) {
        return latest.get(new Subject("shop", "", scope, name));
    }

    @Override
    public void report(Report report) {
        reports.add(report);
        latest.put(report.subject(), report);
    }

    @Override
    public void gone(Subject subject) {
        gone.add(subject);
    }
}

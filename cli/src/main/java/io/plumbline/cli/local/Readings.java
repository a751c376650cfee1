package io.plumbline.cli.local;

import io.plumbline.producers.agent.Recorder;
import io.plumbline.reports.AlertStore;
import io.plumbline.reports.ResultStore;
import io.plumbline.reports.Selection;
import io.plumbline.reports.Summary;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.sink.database.DatabaseConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Reads the session's results back from the database; what a query takes is itself measured. One thread at a time. */
final class Readings implements AutoCloseable {
    private static final Duration BASE_WINDOW = Duration.ofSeconds(1);
    private static final Duration RECENT = Duration.ofSeconds(10);

    private final Connection connection;
    private final ResultStore store;
    private final Recorder latency;

    private Readings(Connection connection, String run, Recorder latency) {
        this.connection = connection;
        this.store = new ResultStore(connection, run, BASE_WINDOW);
        this.latency = latency;
    }

    static Readings open(String jdbcUrl, String run, Recorder latency) throws SQLException {
        return new Readings(DatabaseConfig.of(jdbcUrl).connect("plumbline-local"), run, latency);
    }

    LiveDisplay.Frame frame(Duration elapsed, Duration planned, long lagRecords) throws SQLException {
        return new LiveDisplay.Frame(
                elapsed,
                planned,
                timed(() -> store.operations(RECENT)),
                timed(() -> store.nodes(RECENT)),
                timed(() -> store.freshness(RECENT)),
                lagRecords);
    }

    Summary summary(List<String> boots, long startupMillis) throws SQLException {
        AlertStore alerts = new AlertStore(connection);
        Selection session = Selection.ofRun(store.run());
        return new Summary(
                store.run(),
                store.operations(null),
                store.nodes(null),
                store.events(boots),
                alerts.alerts(session),
                alerts.incidents(session),
                store.freshness(null),
                startupMillis);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private interface Query<T> {
        T run() throws SQLException;
    }

    private <T> T timed(Query<T> query) throws SQLException {
        long start = System.nanoTime();
        Outcome outcome = Outcome.ERROR;
        try {
            T answer = query.run();
            outcome = Outcome.OK;
            return answer;
        } finally {
            latency.record(start, System.nanoTime(), outcome);
        }
    }
}

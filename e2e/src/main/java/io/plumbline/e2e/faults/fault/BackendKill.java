package io.plumbline.e2e.faults.fault;

import io.plumbline.e2e.faults.proxy.FaultProxy;
import io.plumbline.e2e.faults.proxy.Mode;
import io.plumbline.e2e.faults.run.World;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;

/** An administrator ends the session of a sink that is in the middle of a COPY. */
record BackendKill(Kind kind) implements Fault {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TERMINATE = "SELECT pg_terminate_backend(pid, 5000), query FROM pg_stat_activity"
            + " WHERE usename = 'plumbline_writer' AND state = 'active' AND query LIKE 'COPY %' LIMIT 1";

    @Override
    public Hit inflict(World world, int victim) throws Exception {
        FaultProxy proxy = world.databaseProxy();
        proxy.delay(Duration.ofMillis(30)); // a COPY takes long enough to be found
        proxy.mode(Mode.DELAY);
        try (Connection database = world.connect();
                Statement statement = database.createStatement()) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() - end < 0) {
                String query = terminate(statement);
                if (query != null) {
                    return Hit.at(Instant.now(), "its session was ended during " + query);
                }
                Thread.sleep(5);
            }
            throw new MissedException("no sink was found in a COPY");
        } finally {
            proxy.mode(Mode.PASS);
        }
    }

    private static String terminate(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(TERMINATE)) {
            return row.next() && row.getBoolean(1) ? row.getString(2) : null;
        }
    }
}

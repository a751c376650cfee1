package io.plumbline.e2e.faults.fault;

import io.plumbline.e2e.faults.run.World;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;

/** The server is there and takes no rows: it is read-only, or somebody else has locked the table. */
record DatabaseRefusal(Kind kind) implements Fault {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public Hit inflict(World world, int victim) throws Exception {
        SinkLogs logs = new SinkLogs(world);
        try (Connection database = world.connect();
                Statement statement = database.createStatement()) {
            begin(database, statement);
            try {
                String said = logs.await(kind.title(), PATIENCE, "cannot store", sign());
                return Hit.at(Instant.now(), said);
            } finally {
                end(database, statement);
            }
        }
    }

    /** In the server's own words. */
    private String sign() {
        return kind == Kind.DATABASE_LOCKED ? "lock timeout" : "read-only transaction";
    }

    private void begin(Connection database, Statement statement) throws SQLException {
        if (kind == Kind.DATABASE_LOCKED) {
            database.setAutoCommit(false);
            statement.execute("LOCK TABLE plumbline.window_stats_short, plumbline.delivery IN ACCESS EXCLUSIVE MODE");
        } else {
            statement.execute("ALTER SYSTEM SET default_transaction_read_only = on");
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    private void end(Connection database, Statement statement) throws SQLException {
        if (kind == Kind.DATABASE_LOCKED) {
            database.rollback();
        } else {
            statement.execute("ALTER SYSTEM RESET default_transaction_read_only");
            statement.execute("SELECT pg_reload_conf()");
        }
    }
}

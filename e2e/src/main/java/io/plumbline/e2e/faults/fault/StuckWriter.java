package io.plumbline.e2e.faults.fault;

import io.plumbline.e2e.faults.process.Child;
import io.plumbline.e2e.faults.proxy.Mode;
import io.plumbline.e2e.faults.run.Recovery;
import io.plumbline.e2e.faults.run.Role;
import io.plumbline.e2e.faults.run.World;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** SIGSTOP of a sink in the middle of a transaction: it holds the lock on its positions, which the next one needs. */
record StuckWriter(Kind kind) implements Fault {
    private static final int TRIES = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String STUCK =
            "SELECT state, left(query, 60) FROM pg_stat_activity WHERE usename = 'plumbline_writer'"
                    + " AND xact_start < clock_timestamp() - interval '800 milliseconds'";

    @Override
    public Hit inflict(World world, int victim) throws Exception {
        List<String> members = world.members(Role.SINK);
        Child sink = world.child(members.get(Math.floorMod(victim, members.size())));
        world.databaseProxy().delay(Duration.ofMillis(40)); // transactions take long enough to be hit
        world.databaseProxy().mode(Mode.DELAY);
        try (Connection database = world.connect()) {
            for (int tries = 0; tries < TRIES; tries++) {
                sink.freeze();
                Instant at = Instant.now();
                Thread.sleep(1_000);
                String stuck = stuck(database);
                if (stuck != null) {
                    world.databaseProxy().mode(Mode.PASS);
                    Duration recovery = new Recovery(world).await(at, PATIENCE);
                    return new Hit(at, recovery, sink.name() + " stood still in a transaction: " + stuck);
                }
                sink.thaw();
                Thread.sleep(37);
            }
        } finally {
            world.databaseProxy().mode(Mode.PASS);
            sink.thaw();
        }
        throw new MissedException(sink.name() + " was never stopped in a transaction");
    }

    private static String stuck(Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(STUCK)) {
            return row.next() ? row.getString(1) + ", " + row.getString(2) : null;
        }
    }
}

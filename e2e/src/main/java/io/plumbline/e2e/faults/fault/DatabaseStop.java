package io.plumbline.e2e.faults.fault;

import io.plumbline.e2e.faults.run.World;
import java.time.Instant;

/** The server ends, by order or as in a crash, and comes back. */
record DatabaseStop(Kind kind) implements Fault {
    private static final long AWAY_MILLIS = 2_000;

    @Override
    public Hit inflict(World world, int victim) throws Exception {
        if (kind == Kind.DATABASE_CRASH) {
            world.database().crash();
        } else {
            world.database().stop();
        }
        if (world.database().runs()) {
            throw new MissedException("the database is still there");
        }
        Thread.sleep(AWAY_MILLIS);
        world.database().startAgain();
        world.databaseProxy().target(world.database().port());
        return Hit.at(Instant.now(), "its main process had ended");
    }
}

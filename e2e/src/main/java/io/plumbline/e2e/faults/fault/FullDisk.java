package io.plumbline.e2e.faults.fault;

import io.plumbline.e2e.faults.process.SmallDisk;
import io.plumbline.e2e.faults.run.World;
import java.time.Duration;
import java.time.Instant;

/** The database's disk is full until a sink has noticed. */
record FullDisk(Kind kind) implements Fault {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public Hit inflict(World world, int victim) throws Exception {
        SmallDisk disk = world.smallDisk().orElseThrow();
        SinkLogs logs = new SinkLogs(world);
        disk.fill();
        String said;
        try {
            said = logs.await(kind.title(), PATIENCE, "cannot store");
        } finally {
            disk.free();
        }
        if (!world.database().runs()) { // without room for its log it gives up; a supervisor starts it again
            world.database().startAgain();
            world.databaseProxy().target(world.database().port());
        }
        return Hit.at(Instant.now(), said);
    }
}

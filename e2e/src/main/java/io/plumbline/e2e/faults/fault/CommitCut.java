package io.plumbline.e2e.faults.fault;

import io.plumbline.e2e.faults.proxy.FaultProxy;
import io.plumbline.e2e.faults.proxy.Mode;
import io.plumbline.e2e.faults.run.Waiting;
import io.plumbline.e2e.faults.run.World;
import java.time.Duration;
import java.time.Instant;

/** A sink's connection breaks exactly at a commit. */
record CommitCut(Kind kind) implements Fault {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public Hit inflict(World world, int victim) throws Exception {
        FaultProxy proxy = world.databaseProxy();
        int before = proxy.cuts();
        proxy.mode(kind == Kind.COMMIT_LOST ? Mode.CUT_BEFORE_COMMIT : Mode.CUT_AFTER_COMMIT);
        if (!Waiting.within(PATIENCE, () -> proxy.cuts() > before)) {
            proxy.mode(Mode.PASS);
            throw new MissedException("no sink committed anything");
        }
        return Hit.at(Instant.now(), "one connection was reset at its commit");
    }
}

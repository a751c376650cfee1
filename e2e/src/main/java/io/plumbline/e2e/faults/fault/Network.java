package io.plumbline.e2e.faults.fault;

import io.plumbline.e2e.faults.proxy.FaultProxy;
import io.plumbline.e2e.faults.proxy.Mode;
import io.plumbline.e2e.faults.run.World;
import java.time.Duration;
import java.time.Instant;

/** The network between the sinks and the database fails until a sink has given a connection up, then it is there again. */
record Network(Kind kind) implements Fault {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public Hit inflict(World world, int victim) throws Exception {
        FaultProxy proxy = world.databaseProxy();
        SinkLogs logs = new SinkLogs(world);
        proxy.mode(mode());
        try {
            String said = logs.await(kind.title(), PATIENCE, "cannot store");
            return Hit.at(Instant.now(), said);
        } finally {
            proxy.mode(Mode.PASS);
        }
    }

    private Mode mode() {
        return switch (kind) {
            case DATABASE_REFUSES -> Mode.REFUSE;
            case DATABASE_UNREACHABLE -> Mode.BLACKHOLE;
            case DATABASE_HALF_OPEN -> Mode.HALF_OPEN;
            default -> throw new IllegalArgumentException(kind + " is no fault of a network");
        };
    }
}

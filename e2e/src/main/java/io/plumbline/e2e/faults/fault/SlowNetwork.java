package io.plumbline.e2e.faults.fault;

import io.plumbline.e2e.faults.proxy.FaultProxy;
import io.plumbline.e2e.faults.proxy.Mode;
import io.plumbline.e2e.faults.run.World;
import java.time.Duration;
import java.time.Instant;

/** Everything between the sinks and the database takes a tenth of a second longer, for a while. */
record SlowNetwork(Kind kind) implements Fault {
    private static final Duration EACH = Duration.ofMillis(100);
    private static final Duration WHILE = Duration.ofSeconds(5);

    @Override
    public Hit inflict(World world, int victim) throws Exception {
        FaultProxy proxy = world.databaseProxy();
        long before = proxy.held();
        proxy.delay(EACH);
        proxy.mode(Mode.DELAY);
        Thread.sleep(WHILE.toMillis());
        proxy.mode(Mode.PASS);
        long delayed = proxy.held() - before;
        if (delayed == 0) {
            throw new MissedException("nothing passed while the network was slow");
        }
        return Hit.at(Instant.now(), delayed + " pieces of traffic were delayed");
    }
}

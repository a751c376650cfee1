package io.plumbline.e2e.faults.fault;

import io.plumbline.e2e.faults.proxy.FaultProxy;
import io.plumbline.e2e.faults.proxy.Mode;
import io.plumbline.e2e.faults.run.Role;
import io.plumbline.e2e.faults.run.Waiting;
import io.plumbline.e2e.faults.run.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The registry is away for all, and a sink and a streams process start meanwhile, which know no schema yet. */
record RegistryAway(Kind kind) implements Fault {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int REFUSALS = 4;

    @Override
    public Hit inflict(World world, int victim) throws Exception {
        FaultProxy proxy = world.registryProxy();
        proxy.mode(Mode.REFUSE);
        int before = proxy.refused();
        try {
            startAgain(world, Role.STREAMS, victim);
            startAgain(world, Role.SINK, victim);
            if (!Waiting.within(PATIENCE, () -> proxy.refused() - before >= REFUSALS)) {
                throw new MissedException("nobody asked the registry");
            }
            return Hit.at(Instant.now(), (proxy.refused() - before) + " connections to the registry were refused");
        } finally {
            proxy.mode(Mode.PASS);
        }
    }

    private static void startAgain(World world, Role role, int victim) throws Exception {
        List<String> members = world.members(role);
        String member = members.get(Math.floorMod(victim, members.size()));
        world.end(member);
        world.launch(role, member);
    }
}

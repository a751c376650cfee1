package io.plumbline.e2e.faults.fault;

import io.plumbline.e2e.faults.process.Child;
import io.plumbline.e2e.faults.run.Recovery;
import io.plumbline.e2e.faults.run.Role;
import io.plumbline.e2e.faults.run.Waiting;
import io.plumbline.e2e.faults.run.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** SIGSTOP until others have taken over, then SIGCONT: it goes on as if nothing had happened. */
record Zombie(Kind kind) implements Fault {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Override
    public Hit inflict(World world, int victim) throws Exception {
        List<String> members = world.members(kind == Kind.SINK_ZOMBIE ? Role.SINK : Role.STREAMS);
        Child zombie = world.child(members.get(Math.floorMod(victim, members.size())));
        long said = zombie.logSize();
        zombie.freeze();
        Instant at = Instant.now();
        Duration recovery;
        try {
            recovery = new Recovery(world).await(at, PATIENCE);
        } finally {
            zombie.thaw();
        }
        if (!Waiting.within(PATIENCE, () -> zombie.logSize() > said)) {
            throw new MissedException(zombie.name() + " did not notice that it had stood still");
        }
        return new Hit(at, recovery, zombie.name() + " stood still: " + firstLine(zombie.said(said)));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}

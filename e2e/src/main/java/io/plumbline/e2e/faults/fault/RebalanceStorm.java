package io.plumbline.e2e.faults.fault;

import io.plumbline.e2e.faults.process.Child;
import io.plumbline.e2e.faults.run.Role;
import io.plumbline.e2e.faults.run.Waiting;
import io.plumbline.e2e.faults.run.World;
import java.time.Duration;
import java.time.Instant;

/** Further sinks come and go in quick succession. */
record RebalanceStorm(Kind kind) implements Fault {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ROUNDS = 3;

    @Override
    public Hit inflict(World world, int victim) throws Exception {
        SinkLogs logs = new SinkLogs(world);
        String claim = "";
        for (int round = 0; round < ROUNDS; round++) {
            String guest = Role.SINK.member(world.members(Role.SINK).size() + 1 + round);
            long said = world.log(guest).toFile().length(); // by a guest of an earlier storm
            world.launch(Role.SINK, guest);
            Child sink = world.child(guest);
            Waiting.until(PATIENCE, guest + " runs", () -> sink.said(said).contains("started service=sink"));
            claim = logs.await(kind.title(), PATIENCE, "claimed partition="); // all begin anew when one joins
            world.end(guest);
        }
        return Hit.at(Instant.now(), ROUNDS + " further sinks came and went: " + claim);
    }
}

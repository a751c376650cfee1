package io.plumbline.e2e.faults.fault;

import io.plumbline.e2e.faults.process.Child;
import io.plumbline.e2e.faults.run.Role;
import io.plumbline.e2e.faults.run.World;
import java.time.Instant;
import java.util.List;

/** SIGKILL; a supervisor starts the process again at once. */
record Kill(Kind kind) implements Fault {
    @Override
    public Hit inflict(World world, int victim) throws Exception {
        Role role = role();
        List<String> members = world.members(role);
        String member = members.get(Math.floorMod(victim, members.size()));
        if (role == Role.BROKER) {
            world.awaitBrokers(); // two of three must stay
        }
        int exit = world.child(member).kill();
        Instant at = Instant.now();
        if (exit != Child.KILLED) {
            throw new MissedException(member + " was not killed, it had ended before with exit code " + exit);
        }
        world.launch(role, member);
        return Hit.at(at, member + " ended with exit code " + exit);
    }

    private Role role() {
        return switch (kind) {
            case SINK_KILL -> Role.SINK;
            case STREAMS_KILL -> Role.STREAMS;
            case BROKER_KILL -> Role.BROKER;
            case AGENT_KILL -> Role.AGENT;
            default -> throw new IllegalArgumentException(kind + " kills nobody");
        };
    }
}

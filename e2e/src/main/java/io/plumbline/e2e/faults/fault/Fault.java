package io.plumbline.e2e.faults.fault;

import io.plumbline.e2e.faults.run.World;

/** Something to break in the world. */
public interface Fault {
    /**
     * Breaks it, mends it, and makes sure that it hit.
     *
     * @param victim which of several, any number
     * @throws MissedException if it did not
     */
    Hit inflict(World world, int victim) throws Exception;

    static Fault of(Kind kind) {
        return switch (kind) {
            case SINK_KILL, STREAMS_KILL, BROKER_KILL, AGENT_KILL -> new Kill(kind);
            case SINK_ZOMBIE, STREAMS_ZOMBIE -> new Zombie(kind);
            case DATABASE_RESTART, DATABASE_CRASH -> new DatabaseStop(kind);
            case COMMIT_LOST, COMMIT_UNANSWERED -> new CommitCut(kind);
            case COPY_ENDED -> new BackendKill(kind);
            case DATABASE_REFUSES, DATABASE_UNREACHABLE, DATABASE_HALF_OPEN -> new Network(kind);
            case DATABASE_SLOW -> new SlowNetwork(kind);
            case DATABASE_LOCKED, DATABASE_READ_ONLY -> new DatabaseRefusal(kind);
            case DISK_FULL -> new FullDisk(kind);
            case SINK_STUCK -> new StuckWriter(kind);
            case REGISTRY_AWAY -> new RegistryAway(kind);
            case POISON -> new Poison(kind);
            case SCHEMA_CHANGE -> new SchemaChange(kind);
            case REBALANCE_STORM -> new RebalanceStorm(kind);
        };
    }
}

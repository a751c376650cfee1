package io.plumbline.e2e.faults.fault;

/** What can be broken. */
public enum Kind {
    SINK_KILL("sink kill -9", true, Target.SINK),
    STREAMS_KILL("streams kill -9", true, Target.STREAMS),
    BROKER_KILL("broker kill -9", true, Target.BROKER),
    AGENT_KILL("agent kill -9", true, Target.AGENT),
    SINK_ZOMBIE("sink stands still", false, Target.SINK),
    STREAMS_ZOMBIE("streams stands still", false, Target.STREAMS),
    DATABASE_RESTART("database restart", false, Target.DATABASE),
    DATABASE_CRASH("database crash", false, Target.DATABASE),
    COMMIT_LOST("connection cut before a commit", false, Target.DATABASE),
    COMMIT_UNANSWERED("connection cut after a commit", false, Target.DATABASE),
    COPY_ENDED("backend killed in a COPY", false, Target.DATABASE),
    DATABASE_REFUSES("database refuses connections", false, Target.DATABASE),
    DATABASE_UNREACHABLE("partition from the database", false, Target.DATABASE),
    DATABASE_HALF_OPEN("database does not answer", false, Target.DATABASE),
    DATABASE_SLOW("slow network", false, Target.DATABASE),
    DATABASE_LOCKED("lock timeout", false, Target.DATABASE),
    DATABASE_READ_ONLY("database read-only", false, Target.DATABASE),
    DISK_FULL("disk full", false, Target.DATABASE),
    SINK_STUCK("sink stands still in a transaction", false, Target.DATABASE, Target.SINK),
    REGISTRY_AWAY("registry away", false, Target.STREAMS, Target.SINK),
    POISON("poison", false, Target.TOPICS),
    SCHEMA_CHANGE("schema change", false, Target.TOPICS),
    REBALANCE_STORM("rebalance storm", false, Target.SINK);

    private enum Target {
        SINK,
        STREAMS,
        BROKER,
        AGENT,
        DATABASE,
        TOPICS
    }

    private final String title;
    private final Target target;
    private final Target another;

    private final boolean kill;

    Kind(String title, boolean kill, Target target) {
        this(title, kill, target, target);
    }

    Kind(String title, boolean kill, Target target, Target another) {
        this.title = title;
        this.kill = kill;
        this.target = target;
        this.another = another;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** Whether both may come at the same time: not two that break the same thing. */
    public boolean goesWith(Kind other) {
        return !breaks(other.target) && !breaks(other.another);
    }

    private boolean breaks(Target one) {
        return target == one || another == one;
    }

    /** Whether it ends a process with SIGKILL. */
    public boolean isKill() {
        return kill;
    }
}

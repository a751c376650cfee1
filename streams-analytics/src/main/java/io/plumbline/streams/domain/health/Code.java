package io.plumbline.streams.domain.health;

/** Which rule judged. The names cross the boundary: {@code docs/math.md} lists them. */
public enum Code {
    HEARTBEAT(Absence.SILENCE),
    CPU(Absence.GAP),
    CPU_THROTTLED(Absence.GAP),
    MEMORY(Absence.GAP),
    PACKET_LOSS(Absence.GAP),
    CONNECTIONS(Absence.QUIET),
    ROUND_TRIP(Absence.GAP),
    FAILURE_SHARE(Absence.QUIET),
    P95(Absence.QUIET),
    P99(Absence.QUIET),
    EVIDENCE(Absence.OVER),
    MISSING(Absence.QUIET);

    /** What it means that the findings of a code stop coming. */
    public enum Absence {
        /** The node is gone. */
        SILENCE,
        /** What is sampled all the time is not sampled any more: unknown. */
        GAP,
        /** Nobody asks for it any more, which may be all right: unknown, unless others of its component are measured. */
        QUIET,
        /** It happened, and is over. */
        OVER
    }

    private final Absence absence;

    Code(Absence absence) {
        this.absence = absence;
    }

    public Absence absence() {
        return absence;
    }
}

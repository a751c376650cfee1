package io.plumbline.e2e.faults.run;

/** What a process does. */
public enum Role {
    BROKER,
    STREAMS,
    SINK,
    AGENT;

    /** Of the process with this number, from 1 on. */
    public String member(int number) {
        return name().toLowerCase(java.util.Locale.ROOT) + "-" + number;
    }
}

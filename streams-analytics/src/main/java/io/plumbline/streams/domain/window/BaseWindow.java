package io.plumbline.streams.domain.window;

/** One node's base window of one operation, the smallest thing that stage 1 keeps. */
public record BaseWindow(String system, String run, String node, String operation, long startMicros) {
    /** The operation's series at that node. */
    public Series series() {
        return new Series(system, run, operation, node);
    }
}

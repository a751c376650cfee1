package io.plumbline.streams.domain.scaling.live;

/**
 * What is kept to see how systems scale, and for how long. Times in microseconds are of events, in milliseconds of the wall
 * clock.
 *
 * @param windowMicros length of a window
 * @param horizonMicros how far back continuous operation is looked at
 * @param runHorizonMicros how far back a run is
 * @param correctionMicros how far back each node is known, so that its row can be corrected
 * @param intervalMicros after how much time the figures are looked at again
 * @param eventsPerNode without a stage that says how many nodes there are, a window with fewer events for each of its nodes
 *     does not count: in it some had nothing to do, and more nodes would seem to do more
 * @param operationsLimit how many operations of one system and run are looked at
 * @param nodesLimit likewise of nodes
 * @param forgetMillis after how much silence a system or run is forgotten
 */
public record LoadConfig(
        long windowMicros,
        long horizonMicros,
        long runHorizonMicros,
        long correctionMicros,
        long intervalMicros,
        int eventsPerNode,
        int operationsLimit,
        int nodesLimit,
        long forgetMillis) {
    /** How many different numbers of nodes one operation can have. */
    static final int NODE_COUNTS = 64;

    /** How many stages a run can have. */
    static final int STAGES = 1_000;

    long horizonMicros(RunKey run) {
        return run.isContinuous() ? horizonMicros : runHorizonMicros;
    }
}

package io.plumbline.e2e.faults.run;

/**
 * How much runs.
 *
 * @param streams processes
 * @param sinks processes; two at least, so that one can take over
 * @param agents processes
 * @param operations that each agent measures
 * @param rate events in a second, of each agent
 * @param partitions of each topic
 */
public record Size(int streams, int sinks, int agents, int operations, int rate, int partitions) {
    /** Small enough for a machine with two cores. */
    public static final Size SMALL = new Size(2, 2, 2, 10, 500, 2);

    int count(Role role) {
        return switch (role) {
            case BROKER -> io.plumbline.e2e.faults.process.Brokers.COUNT;
            case STREAMS -> streams;
            case SINK -> sinks;
            case AGENT -> agents;
        };
    }
}

package io.plumbline.reports;

/**
 * What is asked for; null stands for any. An empty run is continuous operation, an empty operation the resources of nodes,
 * an empty node all nodes together.
 */
public record Selection(String system, String run, String operation, String node) {
    static final String WHERE_SYSTEM = " WHERE (?::text IS NULL OR system = ?) AND (?::text IS NULL OR run = ?)";

    static final String WHERE_SERIES =
            WHERE_SYSTEM + " AND (?::text IS NULL OR operation = ?) AND (?::text IS NULL OR node = ?)";

    /** Everything of one run. */
    public static Selection ofRun(String run) {
        return new Selection(null, run, null, null);
    }

    /** In the order of {@link #WHERE_SERIES}'s parameters. */
    Object[] ofSeries() {
        return new Object[] {system, system, run, run, operation, operation, node, node};
    }

    /** In the order of {@link #WHERE_SYSTEM}'s parameters. */
    Object[] ofSystem() {
        return new Object[] {system, system, run, run};
    }
}

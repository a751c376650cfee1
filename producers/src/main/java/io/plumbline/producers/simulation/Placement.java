package io.plumbline.producers.simulation;

import java.util.Arrays;
import java.util.List;

/** Where each node stands, what its links are like, and how many processors it has there. */
final class Placement {
    /** A bridge between containers of one host. An assumption: tens of microseconds, nothing lost. */
    static final Condition BRIDGE = new Condition("bridge", .02, .1, 0);
    /** What the way from the edge into the network adds. An assumption: a good mobile or home line. */
    static final Condition ACCESS = new Condition("access", 10, 40, .005);

    private static final int CONTAINERS_PER_HOST = 8;
    private static final int REGIONS = 4;
    private static final int EDGE_EVERY = 3;

    private final ClusterConfig config;
    private final Condition near;
    private final int[] place;

    Placement(ClusterConfig config) {
        this.config = config;
        near = switch (config.environment()) {
            case LOCAL_SIMULATION -> config.condition();
            case DOCKER_CLUSTER -> BRIDGE;
            case MULTI_REGION_CLOUD -> Condition.LAN;
            case HYBRID_EDGE -> withAccess(config.condition());
        };
        place = new int[config.nodes()];
        Arrays.setAll(place, this::placeOf);
    }

    /** Whether a link has {@link #near} instead of the condition. */
    boolean isNear(int one, int other) {
        return config.environment() == Environment.HYBRID_EDGE
                ? place[one] + place[other] > 0
                : place[one] == place[other];
    }

    /** The conditions of links: the one that was given, and that of near links. */
    List<Condition> conditions() {
        return List.of(config.condition(), near);
    }

    int processors(int node) {
        int all = config.profile().processors();
        return config.environment() == Environment.HYBRID_EDGE && place[node] == 1 ? Math.max(1, all / 2) : all;
    }

    /** Name of the place, as a node's status has it. */
    String region(int node) {
        return switch (config.environment()) {
            case LOCAL_SIMULATION -> "local";
            case DOCKER_CLUSTER -> "host-" + place[node];
            case MULTI_REGION_CLOUD -> "region-" + place[node];
            case HYBRID_EDGE -> place[node] == 1 ? "edge" : "cloud";
        };
    }

    private int placeOf(int node) {
        return switch (config.environment()) {
            case LOCAL_SIMULATION -> 0;
            case DOCKER_CLUSTER -> node / CONTAINERS_PER_HOST;
            case MULTI_REGION_CLOUD -> node % REGIONS;
            case HYBRID_EDGE -> node % EDGE_EVERY == EDGE_EVERY - 1 ? 1 : 0;
        };
    }

    private static Condition withAccess(Condition condition) {
        return new Condition(
                condition.name() + " and access",
                condition.minLatencyMillis() + ACCESS.minLatencyMillis(),
                condition.maxLatencyMillis() + ACCESS.maxLatencyMillis(),
                1 - (1 - condition.loss()) * (1 - ACCESS.loss()),
                condition.megabitsPerSecond());
    }
}

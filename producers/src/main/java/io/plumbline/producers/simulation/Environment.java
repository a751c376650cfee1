package io.plumbline.producers.simulation;

/** Where the nodes stand, and so which links have the condition and which have another. Figures: docs/simulator.md. */
public enum Environment {
    /** Every link has the condition. */
    LOCAL_SIMULATION,
    /** Eight containers share a host: links within it have {@link Placement#BRIDGE}. */
    DOCKER_CLUSTER,
    /** Four regions: links within one have {@link Condition#LAN}, those between two the condition. */
    MULTI_REGION_CLOUD,
    /** Every third node stands at the edge with half the processors; its links have the condition and {@link Placement#ACCESS} on top. */
    HYBRID_EDGE
}

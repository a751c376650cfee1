package io.plumbline.producers.simulation;

/** Who is linked to whom; everybody reaches everybody over links, along shortest paths. */
public enum TopologyKind {
    /** A link between any two nodes. */
    FULLY_CONNECTED,
    /** Each node is linked to the next and the last to the first. */
    RING,
    /** Node 0 is the hub; all others are linked to it alone. */
    STAR,
    /** A ring with random chords, so that each node has about log2(nodes) links (small world: few hops, few links). */
    MESH,
    /** A tree in which each node has up to eight children. */
    HIERARCHICAL,
    /** Erdős–Rényi: each possible link is there with probability 2 ln(nodes) / nodes; what stays apart is linked once more. */
    RANDOM
}

package io.plumbline.producers.simulation;

/** What all parts of the consensus work with. */
record Shared(
        ClusterConfig config,
        Members members,
        Slots slots,
        Turns turns,
        Workload workload,
        Timers timers,
        Sending sending,
        Tally tally,
        Observer observer) {
    /** So many votes decide. */
    int quorum() {
        return config.protocol().quorumOf(config.nodes());
    }

    /** So many nodes that say the same cannot all be faulty. */
    int answering() {
        return Protocol.answering(config.nodes());
    }
}

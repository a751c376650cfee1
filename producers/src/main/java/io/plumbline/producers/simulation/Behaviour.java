package io.plumbline.producers.simulation;

/** What a Byzantine node does wrong. All of them still relay what others sent: links and routes are beneath the protocol. */
public enum Behaviour {
    /** Neither proposes nor votes. */
    SILENT,
    /** Does everything right, but holds back its own messages for half the time after which others lose patience. */
    SLOW,
    /** Proposes two values, one to each half of the nodes, and votes for every value that it sees. */
    EQUIVOCATING,
    /** Its signatures do not verify: each costs the first that receives it a verification, and goes no further. */
    INVALID_SIGNATURES
}

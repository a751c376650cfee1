package io.plumbline.producers.signature;

/** Whose code computes. */
public enum Implementation {
    /** The JDK's own where it has the algorithm (ML-DSA from JDK 24 on), else Bouncy Castle. */
    PLATFORM,
    /** Bouncy Castle for all, so that algorithms are compared within one library. */
    BOUNCY_CASTLE
}

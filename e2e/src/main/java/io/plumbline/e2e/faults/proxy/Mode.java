package io.plumbline.e2e.faults.proxy;

/** What a {@link FaultProxy} does with what passes through it. */
public enum Mode {
    /** Hands everything on. */
    PASS,
    /** Resets every connection, at once. */
    REFUSE,
    /** Keeps connections open and hands nothing on, in either direction, until the mode changes. */
    BLACKHOLE,
    /** Hands requests on, and keeps the answers until the mode changes. */
    HALF_OPEN,
    /** Hands each piece on a little later. */
    DELAY,
    /** Resets the next connection that commits, before the server gets the commit. Then {@link #PASS}. */
    CUT_BEFORE_COMMIT,
    /** Resets the next connection that commits, after the server got the commit: the client does not learn how it ended. Then {@link #PASS}. */
    CUT_AFTER_COMMIT
}

package io.plumbline.producers.simulation;

import io.plumbline.settings.Settings;

/**
 * What a node spends beside signatures. The defaults are assumptions, stated as such in docs/simulator.md.
 *
 * @param receiveNanos processor time to take one message in, before its signature is verified
 * @param sendNanos processor time to hand one copy of a message to one link
 * @param messageBytes of a message without signature and operations
 * @param processBytes memory of a node that does nothing
 * @param linkBytes memory that a link to a neighbour takes
 */
public record NodeCosts(long receiveNanos, long sendNanos, int messageBytes, long processBytes, long linkBytes) {
    public static final NodeCosts ASSUMED = new NodeCosts(5_000, 2_000, 128, 64L << 20, 64L << 10);
    /** Nothing costs anything: only links and signatures take time. */
    public static final NodeCosts FREE = new NodeCosts(0, 0, 0, 0, 0);

    public NodeCosts {
        Settings.check(
                receiveNanos >= 0 && sendNanos >= 0 && messageBytes >= 0 && processBytes >= 0 && linkBytes >= 0,
                "costs of a node must not be negative");
    }
}

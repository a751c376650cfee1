package io.plumbline.producers.simulation;

import io.plumbline.settings.Settings;
import java.time.Duration;

/**
 * Some correct nodes stop at once, losing what they had not finished, and come back with what they had decided.
 *
 * @param share of all nodes, 0 to 1; Byzantine nodes do not crash
 * @param at since the start of the simulation, warm-up included
 * @param lasting how long they are away
 */
public record Crash(double share, Duration at, Duration lasting) {
    public Crash {
        Settings.check(share > 0 && share <= 1, "the share of nodes that crash must be within 0 and 1, was " + share);
        Settings.check(!at.isNegative(), "a crash cannot be before the start, was at " + at);
        Settings.check(lasting.compareTo(Duration.ZERO) > 0, "a crash must last for some time, was " + lasting);
    }
}

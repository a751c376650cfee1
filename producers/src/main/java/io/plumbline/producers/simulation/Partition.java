package io.plumbline.producers.simulation;

import io.plumbline.settings.Settings;
import java.time.Duration;

/**
 * All links between two groups of nodes carry nothing.
 *
 * @param share of the nodes that are in the smaller or equal group, above 0 and up to one half
 * @param at since the start of the simulation, warm-up included
 * @param lasting until the links carry again
 */
public record Partition(double share, Duration at, Duration lasting) {
    public Partition {
        Settings.check(share > 0 && share <= .5, "a partition cuts off a share of 0 to 0.5 of the nodes, was " + share);
        Settings.check(!at.isNegative(), "a partition cannot be before the start, was at " + at);
        Settings.check(lasting.compareTo(Duration.ZERO) > 0, "a partition must last for some time, was " + lasting);
    }
}

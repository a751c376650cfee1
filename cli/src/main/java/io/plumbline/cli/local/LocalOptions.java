package io.plumbline.cli.local;

import io.plumbline.settings.Settings;
import java.time.Duration;

/**
 * What local mode was asked for.
 *
 * @param duration how long to measure; null: until asked to end
 * @param nodes number of agents
 * @param simulated nodes of a simulated cluster beside them; 0: none
 * @param jdbcUrl a database of the user's; null: the embedded one
 * @param slowDown what the drill does; null: no drill
 * @param settings for every part; local mode puts its own servers and quicker closing under them
 */
public record LocalOptions(
        Duration duration, int nodes, int simulated, String jdbcUrl, SlowDown slowDown, Settings settings) {}

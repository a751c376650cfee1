package io.plumbline.streams.topology;

import io.plumbline.settings.Settings;

/** The settings of every part of the topology. */
public record TopologyConfig(WindowConfig windows, HealthConfig health, RegressionConfig regression) {
    /** @throws io.plumbline.settings.ConfigException if a setting is wrong */
    public static TopologyConfig from(Settings settings) {
        WindowConfig windows = WindowConfig.from(settings);
        return new TopologyConfig(
                windows, HealthConfig.from(settings, windows), RegressionConfig.from(settings, windows));
    }
}

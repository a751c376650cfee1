package io.plumbline.streams.topology;

import io.plumbline.settings.Settings;

/** The settings of every part of the topology. */
public record TopologyConfig(
        WindowConfig windows,
        HealthConfig health,
        RegressionConfig regression,
        AlertConfig alerts,
        ScalingConfig scaling,
        ScoreConfig score,
        TrendConfig trend) {
    /** @throws io.plumbline.settings.ConfigException if a setting is wrong */
    public static TopologyConfig from(Settings settings) {
        WindowConfig windows = WindowConfig.from(settings);
        RegressionConfig regression = RegressionConfig.from(settings, windows);
        ScalingConfig scaling = ScalingConfig.from(settings, windows);
        return new TopologyConfig(
                windows,
                HealthConfig.from(settings, windows),
                regression,
                AlertConfig.from(settings, regression.enabled()),
                scaling,
                ScoreConfig.from(settings, scaling),
                TrendConfig.from(settings, windows));
    }
}

package io.plumbline.producers.scale;

import io.plumbline.settings.Settings;
import java.util.Map;

/**
 * What a node may use before it counts as a bottleneck.
 *
 * @param cpuPercent of all its processors
 */
public record NodeLimits(long memoryMebibytes, double cpuPercent) {
    public static final NodeLimits DEFAULT = new NodeLimits(8_192, 80);

    public NodeLimits {
        Settings.check(memoryMebibytes >= 1, "max_memory_mb must be at least 1, was " + memoryMebibytes);
        Settings.check(
                cpuPercent > 0 && cpuPercent <= 100,
                "max_cpu_percent must be above 0 and at most 100, was " + cpuPercent);
    }

    void putInto(Map<String, String> configuration) {
        configuration.put("max_memory_mb", Long.toString(memoryMebibytes));
        configuration.put("max_cpu_percent", Double.toString(cpuPercent));
    }
}

package io.plumbline.producers.app;

import io.plumbline.producers.agent.AgentConfig;
import io.plumbline.producers.host.HostConfig;
import io.plumbline.producers.network.NetworkConfig;
import io.plumbline.producers.probe.ProbeConfig;
import io.plumbline.producers.process.ProcessConfig;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that an agent process is told. {@link #toString} shows no secrets.
 *
 * @param topics where it publishes
 * @param kafka settings of Kafka's producer ({@code kafka.*})
 * @param registry settings of the registry client ({@code registry.*})
 */
public record AgentProcessConfig(
        TopicCatalogue topics,
        Map<String, String> kafka,
        Map<String, String> registry,
        AgentConfig agent,
        HostConfig host,
        List<ProcessConfig> processes,
        List<ProbeConfig> probes,
        NetworkConfig network) {
    /** The agent asks again by itself, and must not stand still inside the client meanwhile. */
    private static final Map<String, String> REGISTRY_DEFAULTS =
            Map.of("max.retries", "0", "http.connect.timeout.ms", "2000", "http.read.timeout.ms", "5000");

    public AgentProcessConfig {
        kafka = Map.copyOf(kafka);
        registry = Map.copyOf(registry);
        processes = List.copyOf(processes);
        probes = List.copyOf(probes);
    }

    public static AgentProcessConfig from(Settings settings) {
        Map<String, String> registry = new HashMap<>(REGISTRY_DEFAULTS);
        registry.putAll(settings.under("registry."));
        return new AgentProcessConfig(
                TopicCatalogue.from(settings),
                settings.under("kafka."),
                registry,
                AgentConfig.from(settings),
                HostConfig.from(settings),
                ProcessConfig.from(settings),
                ProbeConfig.from(settings),
                NetworkConfig.from(settings));
    }

    @Override
    public String toString() {
        return "AgentProcessConfig[agent=" + agent + ", host=" + host + ", processes=" + processes + ", probes="
                + probes + ", network=" + network + "]";
    }
}

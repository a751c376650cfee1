package io.plumbline.producers.app;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.plumbline.producers.agent.Agent;
import io.plumbline.producers.host.HostSampler;
import io.plumbline.producers.probe.Probe;
import io.plumbline.producers.probe.ProbeConfig;
import io.plumbline.producers.process.ProcessConfig;
import io.plumbline.producers.process.ProcessSampler;
import io.plumbline.producers.receive.ReceiveConfig;
import io.plumbline.producers.receive.Receiver;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.schemas.event.ResourceSample;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.Topic;
import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An agent with its sources: this host, processes and probes. Starts without Kafka and registry, and waits for them. */
public final class AgentProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentProcess.class);

    /** Longer than the pause between two records of the least busy agent: a heartbeat. */
    private static final Duration READY_LIMIT = Duration.ofSeconds(15);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>(); // last started first
    private final Agent agent;
    private final Optional<HostSampler> host;

    private AgentProcess(AgentProcessConfig config, MeterRegistry meters) {
        RegistryClient registry = RegistryClient.create(config.registry());
        parts.push(registry);
        try {
            agent = Agent.start(config.agent(), config.topics(), config.kafka(), registry);
            parts.push(agent);
            host = startSources(config, agent, meters);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        LOG.info("agent=started node={} boot={} {}", agent.identity().node(), agent.boot(), config);
    }

    private Optional<HostSampler> startSources(AgentProcessConfig config, Agent started, MeterRegistry meters) {
        AgentMeters.register(started, meters);
        Topic<ResourceSample> resources = config.topics().resources();
        Optional<HostSampler> sampler = config.host().enabled()
                ? Optional.of(HostSampler.start(config.host(), started, resources))
                : Optional.empty();
        sampler.ifPresent(parts::push);
        config.processes().forEach(process -> parts.push(process(process, started, resources, meters)));
        config.probes().forEach(probe -> parts.push(probe(probe, started, meters)));
        config.network().start(started, config.topics().transport()).forEach(parts::push);
        return sampler;
    }

    /** @throws io.plumbline.settings.ConfigException if a setting is wrong */
    public static AgentProcess start(AgentProcessConfig config, MeterRegistry meters) {
        return new AgentProcess(config, meters);
    }

    /**
     * The same, with settings as they come; unknown ones are the caller's to reject. With {@code receive.enabled} it takes
     * measurements over HTTP too.
     */
    public static AgentProcess start(Settings settings, MeterRegistry meters) {
        Optional<ReceiveConfig> receive = receiver(settings);
        AgentProcess process = start(AgentProcessConfig.from(settings), meters);
        receive.ifPresent(config -> process.receive(config, meters));
        return process;
    }

    /**
     * Reads all settings, and touches nothing.
     *
     * @throws io.plumbline.settings.ConfigException if a setting is missing or wrong
     */
    public static void check(Settings settings) {
        receiver(settings);
        AgentProcessConfig.from(settings);
    }

    /** For further sources in the same process, e.g. the pipeline's own latencies. */
    public Agent agent() {
        return agent;
    }

    /** Whether its threads run. */
    public boolean live() {
        return agent.isAlive();
    }

    /** Whether what it measures reaches Kafka: something was acknowledged lately, or nothing waits. */
    public boolean ready() {
        return agent.isHealthy(READY_LIMIT);
    }

    /** Whether this host is sampled, if it should be. */
    public boolean samplesHost() {
        return host.map(HostSampler::isAlive).orElse(true);
    }

    /** Stops the sources, delivers what is left, and says so in a NodeStatus. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) { // the others must be closed all the same
                LOG.warn("agent=closing part={} failed", part.getClass().getSimpleName(), e);
            }
        }
    }

    private static Optional<ReceiveConfig> receiver(Settings settings) {
        return settings.flag("receive.enabled", false) ? Optional.of(ReceiveConfig.from(settings)) : Optional.empty();
    }

    private void receive(ReceiveConfig config, MeterRegistry meters) {
        try {
            parts.push(Receiver.start(config, meters));
        } catch (IOException e) {
            close();
            throw new ConfigException("cannot listen on receive.host " + config.host() + ", receive.port "
                    + config.port() + ": " + e.getMessage());
        }
    }

    private static ProcessSampler process(
            ProcessConfig config, Agent agent, Topic<ResourceSample> topic, MeterRegistry meters) {
        ProcessSampler sampler = ProcessSampler.start(config, agent, topic);
        Gauge.builder("plumbline.producers.process.there", sampler, s -> s.isThere() ? 1 : 0)
                .description("1 while there is such a process")
                .tag(AgentMeters.NODE, agent.identity().node())
                .tag("process", config.name())
                .register(meters);
        return sampler;
    }

    private static Probe probe(ProbeConfig config, Agent agent, MeterRegistry meters) {
        Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counters.put(
                    outcome,
                    Counter.builder("plumbline.producers.probes")
                            .description("Probes by how they ended")
                            .tag(AgentMeters.NODE, agent.identity().node())
                            .tag("probe", config.name())
                            .tag("outcome", outcome.name())
                            .register(meters));
        }
        return Probe.start(config, agent, outcome -> counters.get(outcome).increment());
    }
}

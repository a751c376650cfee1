package io.plumbline.cli.monitor;

import io.plumbline.producers.agent.Agent;
import io.plumbline.producers.agent.AgentConfig;
import io.plumbline.producers.agent.Recorder;
import io.plumbline.producers.pipeline.PipelineLatencies;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The agent inside a service that measures the service itself: the pipeline is watched through its own topics, as system
 * {@code plumbline}. {@code self.monitor=false} leaves it out.
 */
public final class SelfMonitor implements AutoCloseable {
    private final Consumer<Commits> attach;
    private final Runnable close;

    private SelfMonitor(Consumer<Commits> attach, Runnable close) {
        this.attach = attach;
        this.close = close;
    }

    /**
     * @param part names the node: this host's name, then the part
     * @param commit which of the pipeline's latencies the part's commits are
     */
    public static SelfMonitor start(String part, Function<PipelineLatencies, Recorder> commit, Settings settings) {
        if (!settings.flag("self.monitor", true)) {
            return new SelfMonitor(commits -> {}, () -> {});
        }
        Map<String, String> identity = new HashMap<>();
        identity.put("agent.system", settings.string("self.system", "plumbline"));
        identity.put("agent.node", HostName.get() + "-" + part);
        identity.put("agent.close.timeout", "2s");
        RegistryClient registry = RegistryClient.create(settings.under("registry."));
        Agent agent = Agent.start(
                AgentConfig.from(Settings.of(identity)),
                TopicCatalogue.from(settings),
                producerSettings(settings),
                registry);
        Recorder recorder = commit.apply(PipelineLatencies.on(agent));
        return new SelfMonitor(commits -> commits.recordTo(recorder), () -> {
            agent.close();
            registry.close();
        });
    }

    /** Of the service's settings for Kafka those that a producer knows: where it is, and how to be let in. */
    private static Map<String, String> producerSettings(Settings settings) {
        Map<String, String> known = new HashMap<>(settings.under("kafka."));
        known.keySet().retainAll(ProducerConfig.configNames());
        return known;
    }

    public Commits commits() {
        Commits commits = new Commits();
        attach.accept(commits);
        return commits;
    }

    @Override
    public void close() {
        close.run();
    }
}

package io.plumbline.producers.library;

import io.plumbline.producers.agent.Agent;
import io.plumbline.producers.agent.AgentConfig;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import java.util.HashMap;
import java.util.Map;

/**
 * Plumbline inside a program: {@code Plumbline.agent("shop").kafka("127.0.0.1:9092").registry("http://127.0.0.1:8081").start()}.
 * Neither Kafka nor the registry need to be there yet. Thread-safe; close it to deliver what is left.
 */
public final class Plumbline implements AutoCloseable {
    private final RegistryClient registry;
    private final Agent agent;

    private Plumbline(RegistryClient registry, Agent agent) {
        this.registry = registry;
        this.agent = agent;
    }

    /** Begins to describe an agent of the system of this name; the node is this host unless said otherwise. */
    public static Builder agent(String system) {
        return new Builder(system);
    }

    /** For recording measurements oneself. */
    public Agent agent() {
        return agent;
    }

    /** For tasks that record how long they take. */
    public Timing timing() {
        return new Timing(agent);
    }

    /** For what Micrometer measures already; add it to the application's composite registry. */
    public PlumblineMeterRegistry meterRegistry() {
        return new PlumblineMeterRegistry(agent);
    }

    @Override
    public void close() {
        agent.close();
        registry.close();
    }

    /** What an agent is told before it starts. For one thread. */
    public static final class Builder {
        private final Map<String, String> agentSettings = new HashMap<>();
        private final Map<String, String> kafka = new HashMap<>();
        /** The agent asks again by itself, and must not stand still inside the client meanwhile. */
        private final Map<String, String> registry = new HashMap<>(
                Map.of("max.retries", "0", "http.connect.timeout.ms", "2000", "http.read.timeout.ms", "5000"));

        private String topicPrefix = TopicCatalogue.DEFAULT_PREFIX;

        private Builder(String system) {
            set("agent.system", system);
        }

        /** Unique within the system. */
        public Builder node(String node) {
            return set("agent.node", node);
        }

        /** The test run; without one it is continuous operation. */
        public Builder run(String run) {
            return set("agent.run", run);
        }

        /** Software release of this program. */
        public Builder release(String release) {
            return set("agent.release", release);
        }

        public Builder region(String region) {
            return set("agent.region", region);
        }

        /** Any other setting of agents, e.g. {@code agent.buffer.capacity}. */
        public Builder set(String key, String value) {
            agentSettings.put(key, value);
            return this;
        }

        /** {@code host:port} of Kafka's brokers, separated by commas. */
        public Builder kafka(String bootstrapServers) {
            return kafka(Map.of("bootstrap.servers", bootstrapServers));
        }

        /** Settings of Kafka's producer. */
        public Builder kafka(Map<String, String> settings) {
            kafka.putAll(settings);
            return this;
        }

        /** URL of the schema registry. */
        public Builder registry(String url) {
            return registry(Map.of("schema.registry.url", url));
        }

        /** Settings of the registry client (docs/formats.md). */
        public Builder registry(Map<String, String> settings) {
            registry.putAll(settings);
            return this;
        }

        /** Begins every topic's name; {@value TopicCatalogue#DEFAULT_PREFIX} otherwise. */
        public Builder topicPrefix(String prefix) {
            topicPrefix = prefix;
            return this;
        }

        /** @throws io.plumbline.settings.ConfigException if something is missing, wrong or unknown */
        public Plumbline start() {
            Settings settings = Settings.of(agentSettings);
            AgentConfig config = AgentConfig.from(settings);
            settings.rejectUnknown();
            TopicCatalogue topics = new TopicCatalogue(topicPrefix, TopicCatalogue.DEFAULT_PARTITIONS);
            RegistryClient client = RegistryClient.create(registry);
            try {
                return new Plumbline(client, Agent.start(config, topics, kafka, client));
            } catch (RuntimeException e) {
                client.close();
                throw e;
            }
        }
    }
}

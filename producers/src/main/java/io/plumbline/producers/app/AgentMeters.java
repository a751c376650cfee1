package io.plumbline.producers.app;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.plumbline.producers.agent.Agent;
import io.plumbline.producers.agent.AgentStatistics;
import java.util.function.ToLongFunction;

/** An agent's account as meters. */
final class AgentMeters {
    /** Tag: several agents may share one registry. */
    static final String NODE = "node";

    private static final String PREFIX = "plumbline.producers.";
    private static final double NANOS = 1e9;

    private AgentMeters() {}

    static void register(Agent agent, MeterRegistry meters) {
        counter(agent, meters, "recorded", "Measurements the agent was asked to record", AgentStatistics::recorded);
        counter(agent, meters, "sent", "Measurements acknowledged by Kafka", AgentStatistics::sent);
        counter(agent, meters, "dropped", "Measurements given up and declared", AgentStatistics::dropped);
        gauge(agent, meters, "pending", "Measurements neither sent nor dropped", AgentStatistics::pending);
        gauge(agent, meters, "spooled", "Of these, measurements that are safe on disk", AgentStatistics::spooled);
        gauge(
                agent,
                meters,
                "spool.bytes",
                "Size of the spool on disk",
                s -> s.spool().bytes());
        counter(
                agent,
                meters,
                "spool.kept",
                "Records written to the spool",
                s -> s.spool().kept());
        counter(
                agent,
                meters,
                "spool.replayed",
                "Records read back, to be sent",
                s -> s.spool().replayed());
        counter(
                agent,
                meters,
                "spool.dropped",
                "Records given up for room",
                s -> s.spool().dropped());
        counter(
                agent,
                meters,
                "spool.damaged",
                "Unreadable places, skipped",
                s -> s.spool().damaged());
        Gauge.builder(
                        PREFIX + "produce.p99",
                        agent,
                        a -> a.statistics().produceNanos().quantile(.99) / NANOS)
                .description("Time to Kafka's acknowledgement since the start, 99th percentile")
                .tag(NODE, agent.identity().node())
                .baseUnit("seconds")
                .register(meters);
    }

    private static void gauge(
            Agent agent,
            MeterRegistry meters,
            String name,
            String description,
            ToLongFunction<AgentStatistics> figure) {
        Gauge.builder(PREFIX + name, agent, a -> (double) figure.applyAsLong(a.statistics()))
                .description(description)
                .tag(NODE, agent.identity().node())
                .register(meters);
    }

    private static void counter(
            Agent agent,
            MeterRegistry meters,
            String name,
            String description,
            ToLongFunction<AgentStatistics> figure) {
        FunctionCounter.builder(PREFIX + name, agent, a -> (double) figure.applyAsLong(a.statistics()))
                .description(description)
                .tag(NODE, agent.identity().node())
                .register(meters);
    }
}
